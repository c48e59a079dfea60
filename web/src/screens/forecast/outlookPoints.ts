import type { RevenueForecast } from '@/api/predictionTypes';
import type { Day, Decimal, MeasureRow } from '@/api/types';
import { toNumber } from '@/format/numbers';
import { addDays } from '@/period/period';

/** A month or a day of the chart: what it brought, or what it is expected to bring. */
export interface OutlookPoint {
  /** "2026-12" or "2026-12-03". */
  period: string;
  /** Of a period that is over. */
  actual: Decimal | null;
  /** What the running period has brought so far. */
  known: Decimal | null;
  mean: Decimal | null;
  low: Decimal | null;
  high: Decimal | null;
  lastYear: Decimal | null;
}

/** Days shown before the forecast and of it, where no month is chosen. */
const DAYS_BACK = 28;
const DAYS_AHEAD = 56;
/** Months before the forecast. */
const MONTHS_BACK = 9;

const monthBefore = (month: string, months: number) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 - months, 1)).toISOString().slice(0, 7);

/** The days of actual sales that the chart needs beside a forecast. */
export function historyOf(forecast: Pick<RevenueForecast, 'from'>, by: 'month' | 'day', month: string | undefined): { from: Day; to: Day } {
  const to = addDays(forecast.from, -1);
  if (by === 'month') return { from: `${monthBefore(forecast.from.slice(0, 7), MONTHS_BACK)}-01`, to };
  if (month !== undefined) return { from: `${month}-01` < to ? `${month}-01` : to, to };
  return { from: addDays(forecast.from, -DAYS_BACK), to };
}

const actualOf = (row: MeasureRow): OutlookPoint => ({ period: row.period, actual: row.value ?? null, known: null, mean: null, low: null, high: null, lastYear: row.comparison ?? null });

/** Months that are over, then those of the forecast; the running one holds what it brought so far. */
export function monthPoints(history: readonly MeasureRow[], forecast: RevenueForecast): OutlookPoint[] {
  const first = forecast.months[0]?.month ?? forecast.from.slice(0, 7);
  const running = forecast.from.endsWith('-01') ? null : first;
  const then = new Map(history.map((row) => [row.period, row.value]));
  return [
    ...inOrder(history).filter((row) => row.period < first).map(actualOf),
    ...forecast.months.map(({ month, known, value }) => ({
      period: month, actual: null, known: month === running ? known : null, mean: value.mean, low: value.p05, high: value.p95, lastYear: value.lastYear ?? then.get(monthBefore(month, 12)) ?? null,
    })),
  ];
}

/** Days that are over, then those of the forecast: of one month, or of the weeks around today. Days on which the unit is closed are in neither. */
export function dayPoints(history: readonly MeasureRow[], forecast: RevenueForecast, month: string | undefined): OutlookPoint[] {
  const last = addDays(forecast.from, DAYS_AHEAD - 1);
  const isShown = (day: Day) => (month === undefined ? day <= last : day.startsWith(month));
  return [
    ...inOrder(history).filter((row) => row.period < forecast.from && isShown(row.period)).map(actualOf),
    ...(forecast.days ?? []).filter(({ day, mean }) => isShown(day) && toNumber(mean) !== 0).map(({ day, mean, p05, p95, lastYear }) => ({ period: day, actual: null, known: null, mean, low: p05, high: p95, lastYear })),
  ];
}

const inOrder = (rows: readonly MeasureRow[]) => [...rows].sort((a, b) => a.period.localeCompare(b.period));

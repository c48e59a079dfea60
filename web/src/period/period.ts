import type { Day } from '@/api/types';

export const PRESETS = ['today', '7d', '4w', 'month', 'quarter', 'year'] as const;
export type Preset = (typeof PRESETS)[number];
export type PeriodChoice = Preset | 'custom';
export interface Period { from: Day; to: Day }

const DAY_MS = 86_400_000;
const instant = (day: Day) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

export function isDay(text: unknown): text is Day {
  return typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(instant(text)) && dayOf(instant(text)) === text;
}

export const addDays = (day: Day, days: number): Day => dayOf(instant(day) + days * DAY_MS);
/** Days in the period, both ends counted. */
export const lengthOf = ({ from, to }: Period): number => Math.round((instant(to) - instant(from)) / DAY_MS) + 1;
export const contains = ({ from, to }: Period, day: Day): boolean => from <= day && day <= to;

/** Whether a point of a trend, a day or a month, is of a period that is not over. */
export const stillRuns = (point: string | undefined, today: Day): boolean => point !== undefined && (point === today || point === today.slice(0, 7));

/** The business day it is now in a time zone. */
export function todayIn(timeZone: string | undefined, now: number): Day {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(now);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** What a preset means on a given day. Month, quarter and year run from their first day to today. */
export function resolvePreset(preset: Preset, today: Day): Period {
  const year = today.slice(0, 4);
  const month = Number(today.slice(5, 7));
  switch (preset) {
    case 'today': return { from: today, to: today };
    case '7d': return { from: addDays(today, -6), to: today };
    case '4w': return { from: addDays(today, -27), to: today };
    case 'month': return { from: `${today.slice(0, 7)}-01`, to: today };
    case 'quarter': return { from: `${year}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`, to: today };
    case 'year': return { from: `${year}-01-01`, to: today };
  }
}

/** The period of the same length right before (-1) or after (+1); a whole calendar month moves by calendar months. */
export function shift(period: Period, steps: number): Period {
  if (isWholeMonth(period)) {
    const first = new Date(instant(period.from));
    const from = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + steps, 1);
    const end = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + steps + 1, 0);
    return { from: dayOf(from), to: dayOf(end) };
  }
  const days = lengthOf(period) * steps;
  return { from: addDays(period.from, days), to: addDays(period.to, days) };
}

function isWholeMonth({ from, to }: Period): boolean {
  return from.endsWith('-01') && from.slice(0, 7) === to.slice(0, 7) && addDays(to, 1).endsWith('-01');
}

export interface PeriodAddress { period?: PeriodChoice | undefined; from?: Day | undefined; to?: Day | undefined }
export const DEFAULT_PRESET: Preset = '4w';

/** The period an address names. A custom period with a broken or reversed day falls back to the default. */
export function periodOf(address: PeriodAddress, today: Day): Period {
  const { period, from, to } = address;
  if (from && to && (period === 'custom' || period === undefined) && isDay(from) && isDay(to) && from <= to) return { from, to };
  return resolvePreset(period === undefined || period === 'custom' ? DEFAULT_PRESET : period, today);
}

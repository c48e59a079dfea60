import type { EChartsCoreOption } from 'echarts/core';
import { toNumber } from '@/format/numbers';
import type { Format } from '@/i18n/useFormat';
import { categoryAxis, chartFrame, hatching, readoutLine, readoutTitle, valueAxis } from '@/parts/chartLook';
import type { Palette } from '@/theme/tokens';
import type { OutlookPoint } from './outlookPoints';

export interface OutlookNames { actual: string; known: string; expected: string; range: string; lastYear: string }
type Values = (number | null)[];

/** The lines of the chart: the forecast and its band both begin where what is known ends, so that they never hang in the air. */
export function outlookLines(points: readonly OutlookPoint[]): { actual: Values; known: Values; mean: Values; low: Values; spread: Values; lastYear: Values } {
  const actual = points.map((point) => toNumber(point.actual));
  const begin = points.findIndex((point) => point.mean !== null);
  const joint = begin - 1;
  const at = (index: number, own: number | null) => own ?? (index === joint ? (actual[index] ?? null) : null);
  const low = points.map((point, index) => at(index, toNumber(point.low)));
  const high = points.map((point, index) => at(index, toNumber(point.high)));
  return {
    actual, low, known: points.map((point) => toNumber(point.known)), mean: points.map((point, index) => at(index, toNumber(point.mean))),
    spread: high.map((value, index) => (value === null || low[index] == null ? null : value - low[index]!)), lastYear: points.map((point) => toNumber(point.lastYear)),
  };
}

/** Sales as ECharts wants them: what was solid, what is expected dashed in its band, last year thin and grey, the running month's takings hatched. */
export function outlookOption(points: readonly OutlookPoint[], by: 'month' | 'day', currency: string, palette: Palette, format: Format, names: OutlookNames): EChartsCoreOption {
  const lines = outlookLines(points);
  const hatch = hatching(palette.accent);
  const line = (data: Values, extra: object) => ({ type: 'line', data, showSymbol: false, symbol: 'circle', symbolSize: 6, smooth: false, silent: true, ...extra });
  const nameOf = (period: string) => (by === 'month' ? format.monthShort(period) : format.dayShort(period));
  const look = chartFrame(palette);
  return {
    ...look,
    // A bar in a category without room to its sides moves the axis under the lines.
    xAxis: { ...categoryAxis(palette, points.map((point) => point.period), nameOf, by === 'day' ? { alignMinLabel: 'left', alignMaxLabel: 'right' } : {}), boundaryGap: by === 'month' },
    yAxis: valueAxis(palette, (value) => (value === 0 ? '0' : format.moneyTick(value, currency))),
    tooltip: {
      ...look.tooltip, axisPointer: { type: 'line', lineStyle: { color: palette.ink3, type: 'solid', width: 1 } },
      formatter: (params: { dataIndex: number }[]) => readout(points[params[0]?.dataIndex ?? -1], by, currency, palette, format, names),
    },
    series: [
      line(lines.low, { stack: 'range', symbol: 'none', lineStyle: { opacity: 0 }, stackStrategy: 'all' }),
      line(lines.spread, { stack: 'range', symbol: 'none', lineStyle: { opacity: 0 }, areaStyle: { color: palette.expected }, stackStrategy: 'all' }),
      ...(by === 'month' ? [{ type: 'bar', data: lines.known, barMaxWidth: 26, silent: true, itemStyle: { color: hatch ?? palette.expected, borderColor: palette.accent, borderWidth: 1 }, z: 2 }] : []),
      line(lines.lastYear, { connectNulls: true, itemStyle: { color: palette.lastYear }, lineStyle: { color: palette.lastYear, width: 1.25 }, z: 3 }),
      line(lines.mean, { showSymbol: by === 'month', lineStyle: { color: palette.accent, width: 2, type: [5, 4] }, itemStyle: { color: palette.surface, borderColor: palette.accent, borderWidth: 2 }, z: 4 }),
      line(lines.actual, { showSymbol: by === 'month', lineStyle: { color: palette.accent, width: 2.25 }, itemStyle: { color: palette.accent }, z: 5 }),
    ],
  };
}

function readout(point: OutlookPoint | undefined, by: 'month' | 'day', currency: string, palette: Palette, format: Format, names: OutlookNames): string {
  if (!point) return '';
  const money = (value: string) => format.moneyWhole(value, currency);
  return [
    readoutTitle(palette, by === 'month' ? format.month(point.period) : format.dayLong(point.period)),
    point.actual !== null ? readoutLine(palette, palette.accent, names.actual, money(point.actual)) : '',
    point.known !== null ? readoutLine(palette, palette.accent, names.known, money(point.known)) : '',
    point.mean !== null ? readoutLine(palette, palette.accent, names.expected, money(point.mean)) : '',
    point.low !== null && point.high !== null ? readoutLine(palette, palette.expected, names.range, `${money(point.low)} – ${money(point.high)}`) : '',
    point.lastYear !== null ? readoutLine(palette, palette.lastYear, names.lastYear, money(point.lastYear)) : '',
  ].join('');
}

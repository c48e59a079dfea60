import type { EChartsCoreOption } from 'echarts/core';
import type { TrendPoint } from '@/api/types';
import { toNumber } from '@/format/numbers';
import type { Format } from '@/i18n/useFormat';
import { categoryAxis, chartFrame, hatching, readoutLine, readoutTitle, valueAxis } from '@/parts/chartLook';
import type { Palette } from '@/theme/tokens';

export interface TrendNames { current: string; comparison: string; expected: string; partial: string }

/** The revenue chart as ECharts wants it: zero-based, comparison thin and grey, expectation as a band, the running day dashed over hatching. */
export function trendOption(trend: readonly TrendPoint[], currency: string, palette: Palette, format: Format, names: TrendNames): EChartsCoreOption {
  const days = trend.map((point) => point.day);
  const whole = trend.map((point) => (point.partial ? null : toNumber(point.netSales)));
  const firstPartial = trend.findIndex((point) => point.partial);
  // The running day hangs on the last whole one by a dashed line, so that it never reads as a fall.
  const running = trend.map((point, i) => (firstPartial >= 0 && i >= firstPartial - 1 ? toNumber(point.netSales) : null));
  const low = trend.map((point) => toNumber(point.expectedLow));
  const spread = trend.map((point, i) => { const high = toNumber(point.expectedHigh); return high === null || low[i] === null || low[i] === undefined ? null : high - low[i]!; });
  const isShort = trend.length <= 2;
  const line = (data: (number | null)[], extra: object) => ({ type: 'line', data, showSymbol: trend.length <= 8, symbol: 'circle', symbolSize: 6, smooth: false, silent: true, ...extra });
  const bar = (data: (number | null)[], extra: object) => ({ type: 'bar', data, barMaxWidth: 48, silent: true, ...extra });
  const hatch = hatching(palette.lineStrong);

  const look = chartFrame(palette);
  return {
    ...look,
    xAxis: { ...categoryAxis(palette, days, format.dayShort, { alignMinLabel: isShort ? null : 'left', alignMaxLabel: isShort ? null : 'right' }), boundaryGap: isShort },
    yAxis: valueAxis(palette, (value) => (value === 0 ? '0' : format.moneyTick(value, currency))),
    tooltip: {
      ...look.tooltip, axisPointer: { type: isShort ? 'none' : 'line', lineStyle: { color: palette.ink3, type: 'solid', width: 1 } },
      formatter: (params: { dataIndex: number }[]) => readout(trend[params[0]?.dataIndex ?? -1], currency, palette, format, names),
    },
    series: isShort
      ? [bar(trend.map((p) => toNumber(p.comparison)), { itemStyle: { color: palette.lastYear } }), bar(trend.map((p) => toNumber(p.netSales)), { itemStyle: { color: palette.accent } })]
      : [
          line(low, { stack: 'expected', symbol: 'none', lineStyle: { opacity: 0 }, stackStrategy: 'all' }),
          line(spread, { stack: 'expected', symbol: 'none', lineStyle: { opacity: 0 }, areaStyle: { color: palette.expected }, stackStrategy: 'all' }),
          line(trend.map((p) => toNumber(p.comparison)), { showSymbol: false, itemStyle: { color: palette.lastYear }, lineStyle: { color: palette.lastYear, width: 1.25 }, z: 3 }),
          line(running, { lineStyle: { color: palette.accent, width: 2, type: [4, 4] }, itemStyle: { color: palette.surface, borderColor: palette.accent, borderWidth: 2 }, z: 4 }),
          line(whole, {
            lineStyle: { color: palette.accent, width: 2.25 }, itemStyle: { color: palette.accent }, z: 5,
            ...(firstPartial > 0 && hatch ? { markArea: { silent: true, itemStyle: { color: hatch }, data: [[{ xAxis: days[firstPartial - 1] }, { xAxis: days[days.length - 1] }]] } } : {}),
          }),
        ],
  };
}

function readout(point: TrendPoint | undefined, currency: string, palette: Palette, format: Format, names: TrendNames): string {
  if (!point) return '';
  return [
    readoutTitle(palette, format.dayLong(point.day), point.partial ? names.partial : undefined),
    readoutLine(palette, palette.accent, names.current, format.money(point.netSales, currency)),
    point.comparison !== null && names.comparison ? readoutLine(palette, palette.lastYear, names.comparison, format.money(point.comparison, currency)) : '',
    point.expectedLow && point.expectedHigh ? readoutLine(palette, palette.expected, names.expected, `${format.moneyWhole(point.expectedLow, currency)} – ${format.moneyWhole(point.expectedHigh, currency)}`) : '',
  ].join('');
}

import type { EChartsCoreOption } from 'echarts/core';
import type { TrendPoint } from '@/api/types';
import { toNumber } from '@/format/numbers';
import type { Format } from '@/i18n/useFormat';
import type { Palette } from '@/theme/tokens';

export interface TrendNames { current: string; comparison: string; expected: string; partial: string }
const escape = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

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

  return {
    grid: { left: 4, right: 8, top: 10, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    textStyle: { fontFamily: 'Inter Variable, system-ui, sans-serif' },
    xAxis: {
      type: 'category', data: days, boundaryGap: isShort, axisTick: { show: false }, axisLine: { lineStyle: { color: palette.lineStrong } },
      axisLabel: { color: palette.ink3, fontSize: 12, hideOverlap: true, margin: 10, formatter: (day: string) => format.dayShort(day), alignMinLabel: isShort ? null : 'left', alignMaxLabel: isShort ? null : 'right' },
    },
    yAxis: {
      type: 'value', min: 0, splitNumber: 4, axisLabel: { color: palette.ink3, fontSize: 12, formatter: (value: number) => (value === 0 ? '0' : format.moneyTick(value, currency)) },
      splitLine: { lineStyle: { color: palette.grid } },
    },
    tooltip: {
      trigger: 'axis', confine: true, transitionDuration: 0, backgroundColor: palette.raised, borderColor: palette.line, padding: [10, 12], textStyle: { color: palette.ink, fontSize: 13 },
      axisPointer: { type: isShort ? 'none' : 'line', lineStyle: { color: palette.ink3, type: 'solid', width: 1 } },
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
  const row = (colour: string, name: string, value: string) =>
    `<div style="display:flex;align-items:center;gap:8px;line-height:1.7"><i style="width:12px;border-top:2px solid ${colour}"></i><span style="color:${palette.ink2}">${escape(name)}</span><b style="margin-left:auto;padding-left:20px;font-weight:600;font-variant-numeric:tabular-nums">${escape(value)}</b></div>`;
  return [
    `<div style="margin-bottom:4px;font-weight:600">${escape(format.dayLong(point.day))}${point.partial ? ` <span style="color:${palette.ink3};font-weight:400">${escape(names.partial)}</span>` : ''}</div>`,
    row(palette.accent, names.current, format.money(point.netSales, currency)),
    point.comparison !== null && names.comparison ? row(palette.lastYear, names.comparison, format.money(point.comparison, currency)) : '',
    point.expectedLow && point.expectedHigh ? row(palette.expected, names.expected, `${format.moneyWhole(point.expectedLow, currency)} – ${format.moneyWhole(point.expectedHigh, currency)}`) : '',
  ].join('');
}

function hatching(colour: string) {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 6;
  const pen = tile.getContext('2d');
  if (!pen) return null;
  pen.strokeStyle = colour;
  pen.globalAlpha = 0.8;
  pen.beginPath();
  for (const shift of [-6, 0, 6]) { pen.moveTo(shift, 6); pen.lineTo(shift + 6, 0); }
  pen.stroke();
  return { image: tile.toDataURL(), imageWidth: 6, imageHeight: 6, repeat: 'repeat' };
}

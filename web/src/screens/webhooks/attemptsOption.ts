import type { EChartsCoreOption } from 'echarts/core';
import type { WebhookAnalytics } from '@/api/webhookTypes';
import type { Format } from '@/i18n/useFormat';
import type { Palette } from '@/theme/tokens';

const STEP = { hour: 3_600_000, day: 86_400_000 } as const;
const escape = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** Every step of the range, those without attempts too: the server leaves them out, and a gap must look like one. */
export function everyStep(analytics: Pick<WebhookAnalytics, 'from' | 'to' | 'by' | 'steps'>): { at: string; accepted: number; failed: number }[] {
  const step = STEP[analytics.by === 'day' ? 'day' : 'hour'];
  const known = new Map(analytics.steps.map((one) => [Date.parse(one.at), one.figures]));
  const all = [];
  for (let at = Math.floor(Date.parse(analytics.from) / step) * step; at < Date.parse(analytics.to); at += step) {
    const figures = known.get(at);
    all.push({ at: new Date(at).toISOString(), accepted: figures?.accepted ?? 0, failed: figures ? figures.attempts - figures.accepted : 0 });
  }
  return all;
}

/** Accepted and failed attempts, stacked from zero. */
export function attemptsOption(analytics: WebhookAnalytics, palette: Palette, format: Format, words: { accepted: string; failed: string }): EChartsCoreOption {
  const steps = everyStep(analytics);
  const nameOf = (at: string) => (analytics.by === 'day' ? format.dayShort(at.slice(0, 10)) : format.time(at));
  const bar = (name: string, data: number[], color: string) => ({ type: 'bar', stack: 'all', name, data, barMaxWidth: 28, itemStyle: { color }, silent: true });
  return {
    grid: { left: 4, right: 8, top: 10, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    textStyle: { fontFamily: 'Inter Variable, system-ui, sans-serif' },
    xAxis: { type: 'category', data: steps.map((one) => one.at), axisTick: { show: false }, axisLine: { lineStyle: { color: palette.lineStrong } }, axisLabel: { color: palette.ink3, fontSize: 12, hideOverlap: true, margin: 10, formatter: nameOf } },
    yAxis: { type: 'value', min: 0, minInterval: 1, splitNumber: 3, axisLabel: { color: palette.ink3, fontSize: 12, formatter: (value: number) => format.count(value) }, splitLine: { lineStyle: { color: palette.grid } } },
    tooltip: {
      trigger: 'axis', confine: true, transitionDuration: 0, backgroundColor: palette.raised, borderColor: palette.line, padding: [10, 12], textStyle: { color: palette.ink, fontSize: 13 },
      formatter: (params: { dataIndex: number }[]) => {
        const one = steps[params[0]?.dataIndex ?? -1];
        return one ? `<b>${escape(format.instant(one.at))}</b><br>${escape(words.accepted)}: ${format.count(one.accepted)}<br>${escape(words.failed)}: ${format.count(one.failed)}` : '';
      },
    },
    series: [bar(words.accepted, steps.map((one) => one.accepted), palette.accent), bar(words.failed, steps.map((one) => one.failed), palette.bad)],
  };
}

import type { EChartsCoreOption } from 'echarts/core';
import type { WebhookAnalytics } from '@/api/webhookTypes';
import type { Format } from '@/i18n/useFormat';
import { categoryAxis, chartFrame, escapeText, valueAxis } from '@/parts/chartLook';
import type { Palette } from '@/theme/tokens';

const STEP = { hour: 3_600_000, day: 86_400_000 } as const;

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
  const look = chartFrame(palette);
  return {
    ...look,
    xAxis: categoryAxis(palette, steps.map((one) => one.at), nameOf),
    yAxis: { ...valueAxis(palette, format.count), minInterval: 1, splitNumber: 3 },
    tooltip: {
      ...look.tooltip,
      formatter: (params: { dataIndex: number }[]) => {
        const one = steps[params[0]?.dataIndex ?? -1];
        return one ? `<b>${escapeText(format.instant(one.at))}</b><br>${escapeText(words.accepted)}: ${format.count(one.accepted)}<br>${escapeText(words.failed)}: ${format.count(one.failed)}` : '';
      },
    },
    series: [bar(words.accepted, steps.map((one) => one.accepted), palette.accent), bar(words.failed, steps.map((one) => one.failed), palette.bad)],
  };
}

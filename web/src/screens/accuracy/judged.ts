import type { JudgedForecast, JudgedMonth } from '@/api/predictionTypes';
import { toNumber } from '@/format/numbers';
import type { Format } from '@/i18n/useFormat';
import type { OutlookPoint } from '@/screens/forecast/outlookPoints';
import type { Said } from '@/screens/forecast/outlookSentences';

/** A forecast beside what came; the naive forecast takes the place of last year. */
export function judgedPoints(judged: JudgedForecast, by: 'month' | 'day'): OutlookPoint[] {
  const point = (period: string, one: Pick<JudgedMonth, 'forecast' | 'p05' | 'p95' | 'actual' | 'naive'>): OutlookPoint => ({ period, actual: one.actual, known: null, mean: one.forecast, low: one.p05, high: one.p95, lastYear: one.naive });
  if (by === 'month') return judged.months.map((month) => point(month.month, month));
  return judged.series.filter((day) => toNumber(day.actual) !== 0 || toNumber(day.forecast) !== 0).map((day) => point(day.day, day));
}

/** How far off each month was, and the naive forecast with it: the first is the nearest. */
export function byHorizon(judged: JudgedForecast): { month: string; ahead: number; error: number | null; naive: number | null }[] {
  return judged.months.map((one, index) => {
    const [actual, naive] = [toNumber(one.actual) ?? 0, toNumber(one.naive) ?? 0];
    return { month: one.month, ahead: index + 1, error: one.error === null ? null : Math.abs(one.error), naive: actual > 0 ? Math.abs(naive / actual - 1) : null };
  });
}

/** What a range of nine in ten may hold without being called wrong. */
const HELD = { least: 0.85, most: 0.95 } as const;

/** Three sentences of a judgement: against naive, whether the range held, and which way it leaned. */
export function judgedSentences(judged: JudgedForecast, format: Format): Said[] {
  const { error, naiveError, inside, bias } = judged;
  const said: Said[] = [];
  if (error !== null) {
    const gain = naiveError === null || naiveError <= 0 ? null : 1 - error / naiveError;
    const values = { error: format.ratio(error), naive: format.ratio(naiveError), share: gain === null ? '' : format.ratio(Math.abs(gain), 0) };
    said.push({ key: gain === null ? 'sentence.error.alone' : gain >= 0 ? 'sentence.error.better' : 'sentence.error.worse', values });
  }
  if (inside !== null) said.push({ key: `sentence.inside.${inside < HELD.least ? 'narrow' : inside > HELD.most ? 'wide' : 'held'}`, values: { share: format.ratio(inside, 0) } });
  if (bias !== null) said.push({ key: `sentence.bias.${Math.abs(bias) < 0.01 ? 'none' : bias > 0 ? 'high' : 'low'}`, values: { share: format.ratio(Math.abs(bias)) } });
  return said;
}

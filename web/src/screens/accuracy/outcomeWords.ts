import type { OutcomeBand, Outcomes, OutcomesJudged } from '@/api/predictionTypes';
import type { Format } from '@/i18n/useFormat';
import type { Said } from '@/screens/forecast/outlookSentences';

/** So far chances may be off before chance has to explain it: what a version of the model may be off in its trials. */
const MOST_OFF = 0.05;

/** Three sentences of a judgement: said against happened, against giving everybody the same, and whether chances mean what they say. */
export function outcomeSentences({ kind, outcomes }: Pick<Outcomes, 'kind' | 'outcomes'>, judged: OutcomesJudged, format: Format): Said[] {
  const { brier, baseBrier, calibrationError } = judged;
  const said: Said[] = [{ key: `outcomes.sentence.${kind}`, values: { outcomes, said: format.ratio(judged.said), happened: format.ratio(judged.happened) } }];
  if (baseBrier > 0 && brier > 0) said.push(brier <= baseBrier ? { key: 'outcomes.sentence.better', values: { share: format.ratio(1 - brier / baseBrier) } } : { key: 'outcomes.sentence.worse', values: { share: format.ratio(1 - baseBrier / brier) } });
  said.push({ key: `outcomes.sentence.${judged.isOff ? 'off' : calibrationError > MOST_OFF ? 'chance' : 'held'}`, values: { error: format.ratio(calibrationError) } });
  return said;
}

/** The end of the scale that all bands share: round, and no farther than what is shown. */
export function bandScale(bands: readonly OutcomeBand[]): number {
  const top = Math.max(0.1, ...bands.flatMap((band) => [band.high ?? 0, band.said ?? 0]));
  return Math.min(1, Math.ceil(top * 10) / 10);
}

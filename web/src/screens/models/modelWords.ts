import type { Model, ModelState, RunState } from '@/api/predictionTypes';
import type { Tone } from '@/parts/StateMark';

export const MODEL_TONES: Record<ModelState, Tone> = { at_work: 'good', waiting: 'waiting', refused: 'bad', retired: 'quiet' };
export const RUN_TONES: Record<RunState, Tone> = { queued: 'waiting', running: 'busy', done: 'good', failed: 'bad' };

/** Errors that are shares of what happened read as percentages; all others are plain numbers. */
export const isShare = (metric: string) => /^(wape|mape|share)/.test(metric);

/** How much less it errs than the naive forecast, as a ratio: 0.25 is a quarter less. Null where either is unknown. */
export function gainOver({ error, naiveError }: Pick<Model, 'error' | 'naiveError'>): number | null {
  return error === null || naiveError === null || naiveError <= 0 ? null : 1 - error / naiveError;
}

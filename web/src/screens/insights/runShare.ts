import type { PredictionRun } from '@/api/predictionTypes';

/** How much of a run is done, 0 to 1: whole parts, and of the one at work its own steps. */
export function runShare({ state, progress, parts }: Pick<PredictionRun, 'state' | 'progress' | 'parts'>): number {
  if (state === 'done') return 1;
  if (!progress || progress.parts === 0) return parts.length === 0 ? 0 : parts.filter((part) => part.result !== null).length / parts.length;
  const within = progress.total > 0 ? Math.min(1, progress.done / progress.total) : 0;
  return Math.min(1, (progress.partsDone + within) / progress.parts);
}

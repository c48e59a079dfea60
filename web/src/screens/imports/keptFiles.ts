import type { Reading } from './importForm';

export interface KeptFiles { files: readonly File[]; reading: Reading }

/** Files of the imports started in this visit, so that a trial can be repeated for real without choosing them again. */
const kept = new Map<string, KeptFiles>();
const MOST = 5;

export function keepFiles(importId: string, what: KeptFiles) {
  kept.set(importId, what);
  if (kept.size > MOST) kept.delete(kept.keys().next().value!);
}
export const keptFiles = (importId: string) => kept.get(importId);

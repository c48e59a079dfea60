/** Files of the imports started in this visit, so that a trial can be repeated for real without choosing them again. */
const kept = new Map<string, { files: File[]; profile: string; locationId: string | null }>();
const MOST = 5;

export function keepFiles(importId: string, what: { files: File[]; profile: string; locationId: string | null }) {
  kept.set(importId, what);
  if (kept.size > MOST) kept.delete(kept.keys().next().value!);
}
export const keptFiles = (importId: string) => kept.get(importId);

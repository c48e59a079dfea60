import type { NoShowDay, NoShowItem } from '@/api/predictionTypes';

/** What is told of a day's bookings: each by its id, and how many are expected to stay away of those still to come. */
export interface NoShowRisks { of: (bookingId: string) => NoShowItem | undefined; expected: number; isTold: boolean }

/** States in which a booking can still turn out either way. */
const AHEAD = new Set(['requested', 'confirmed']);

export function noShowRisks(day: NoShowDay | undefined): NoShowRisks {
  const known = new Map((day?.items ?? []).filter((item) => item.noShow !== null).map((item) => [item.bookingId, item]));
  const expected = [...known.values()].reduce((sum, item) => sum + (AHEAD.has(item.status) ? item.noShow! : 0), 0);
  return { of: (id) => known.get(id), expected, isTold: known.size > 0 };
}

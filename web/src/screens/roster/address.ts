import { isDay } from '@/period/period';
import { readScope, type ScopeAddress } from '@/scope/address';

export interface RosterAddress extends ScopeAddress {
  /** The Monday of the week that is planned; the next one where it is not said. */
  week?: string | undefined;
}
export const readRosterAddress = (search: Record<string, unknown>): RosterAddress => ({ ...readScope(search), week: isDay(search['week']) ? mondayOf(search['week']) : undefined });

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
  return at.toISOString().slice(0, 10);
}

import type { Day, Instant } from '@/api/types';

const cache = new Map<string, Intl.DateTimeFormat>();
function clockOf(timeZone: string): Intl.DateTimeFormat {
  let found = cache.get(timeZone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' });
    cache.set(timeZone, found);
  }
  return found;
}

/** Minutes on the shop's wall clock since the midnight that began `day`; over 1440 after the next midnight. */
export function localMinutes(at: Instant | number, timeZone: string, day: Day): number {
  const parts = Object.fromEntries(clockOf(timeZone).formatToParts(new Date(at)).map((part) => [part.type, part.value]));
  const wall = Date.UTC(Number(parts['year']), Number(parts['month']) - 1, Number(parts['day']), Number(parts['hour']), Number(parts['minute']), Number(parts['second']));
  return (wall - Date.parse(`${day}T00:00:00Z`)) / 60_000;
}

/** An hour of the wall clock for the axis. */
export const hourLabel = (hour: number, locale: string) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', hour: 'numeric' }).format(new Date(Date.UTC(2000, 0, 1, hour % 24)));

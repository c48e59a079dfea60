import type { Day, Instant } from '@/api/types';

const cache = new Map<string, Intl.DateTimeFormat>();
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let found = cache.get(key);
  if (!found) cache.set(key, (found = new Intl.DateTimeFormat(locale, options)));
  return found;
}

/** A business day has no zone: it is read and written as UTC midnight, so no clock can move it. */
const utc = (day: Day) => new Date(`${day}T00:00:00Z`);

export function formatDay(day: Day, locale: string): string {
  return formatter(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(utc(day));
}
export function formatDayShort(day: Day, locale: string): string {
  return formatter(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' }).format(utc(day));
}
export function formatDayLong(day: Day, locale: string): string {
  return formatter(locale, { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(utc(day));
}
/** "December 2026" of "2026-12". */
export function formatMonth(month: string, locale: string): string {
  return formatter(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(utc(`${month}-01`));
}
/** "Dec 26": short enough for an axis, and clear across the turn of a year. */
export function formatMonthShort(month: string, locale: string): string {
  return formatter(locale, { timeZone: 'UTC', month: 'short', year: '2-digit' }).format(utc(`${month}-01`));
}
/** The name of a weekday, 0 for Sunday. */
export function formatWeekday(weekday: number, locale: string, length: 'short' | 'long' = 'long'): string {
  return formatter(locale, { timeZone: 'UTC', weekday: length }).format(new Date(Date.UTC(2023, 0, 1 + weekday)));
}
export function formatRange(from: Day, to: Day, locale: string): string {
  return from === to
    ? formatDay(from, locale)
    : formatter(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).formatRange(utc(from), utc(to));
}
export function formatTime(at: Instant, locale: string, timeZone?: string): string {
  return formatter(locale, { hour: 'numeric', minute: '2-digit', ...(timeZone ? { timeZone } : {}) }).format(new Date(at));
}
export function formatInstant(at: Instant, locale: string, timeZone?: string): string {
  return formatter(locale, { dateStyle: 'medium', timeStyle: 'short', ...(timeZone ? { timeZone } : {}) }).format(new Date(at));
}

const relative = new Map<string, Intl.RelativeTimeFormat>();
/** "12 sec. ago", from whole seconds; minutes from 90 s, hours from 90 min. */
export function formatAge(seconds: number, locale: string): string {
  let found = relative.get(locale);
  if (!found) relative.set(locale, (found = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'narrow' })));
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 90) return found.format(-whole, 'second');
  if (whole < 5_400) return found.format(-Math.round(whole / 60), 'minute');
  if (whole < 172_800) return found.format(-Math.round(whole / 3_600), 'hour');
  return found.format(-Math.round(whole / 86_400), 'day');
}

/** The day a week starts with where the reader lives, 0 for Sunday; Monday where the browser does not say. */
export function firstDay(locale: string): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  const info = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } };
  return (((info.getWeekInfo?.() ?? info.weekInfo)?.firstDay ?? 1) % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6;
}

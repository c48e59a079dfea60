import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day, Decimal, Instant, Unit } from '@/api/types';
import * as dates from '@/format/dates';
import * as numbers from '@/format/numbers';

/** The reader's own variant of the language shown ("en-GB" for "en"), so that dates and numbers look as at home. */
export function formatLocale(language: string): string {
  const base = language.split('-')[0] ?? language;
  return navigator.languages.find((candidate) => candidate.split('-')[0] === base) ?? language;
}

type Value = Decimal | number | null | undefined;

/** Every formatter, bound to the reader's locale. */
export function useFormat() {
  const { i18n } = useTranslation();
  const locale = formatLocale(i18n.language);
  return useMemo(() => ({
    locale,
    money: (value: Value, currency: string) => numbers.formatMoney(value, currency, locale),
    amount: (value: Value, currency: string) => numbers.formatAmount(value, currency, locale),
    moneyWhole: (value: Value, currency: string) => numbers.formatMoneyWhole(value, currency, locale),
    moneyCompact: (value: Value, currency: string) => numbers.formatMoneyCompact(value, currency, locale),
    moneyTick: (value: number, currency: string) => numbers.formatMoneyTick(value, currency, locale),
    count: (value: Value) => numbers.formatCount(value, locale),
    ratio: (value: Value, digits?: number) => numbers.formatRatio(value, locale, digits),
    change: (value: Value) => numbers.formatChange(value, locale),
    points: (value: number) => numbers.formatPoints(value, locale),
    value: (value: Value, unit: Unit, currency: string, compact = false) => numbers.formatValue(value, unit, { currency, locale, compact }),
    day: (day: Day) => dates.formatDay(day, locale),
    dayShort: (day: Day) => dates.formatDayShort(day, locale),
    dayLong: (day: Day) => dates.formatDayLong(day, locale),
    month: (month: string) => dates.formatMonth(month, locale),
    monthShort: (month: string) => dates.formatMonthShort(month, locale),
    weekday: (weekday: number, length?: 'short' | 'long') => dates.formatWeekday(weekday, locale, length),
    range: (from: Day, to: Day) => dates.formatRange(from, to, locale),
    time: (at: Instant, timeZone?: string) => dates.formatTime(at, locale, timeZone),
    instant: (at: Instant, timeZone?: string) => dates.formatInstant(at, locale, timeZone),
    age: (seconds: number) => dates.formatAge(seconds, locale),
  }), [locale]);
}
export type Format = ReturnType<typeof useFormat>;

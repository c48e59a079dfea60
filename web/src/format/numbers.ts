import type { Decimal, Unit } from '@/api/types';

// Decimals arrive as text and reach Intl as text: Intl.NumberFormat reads a decimal string exactly, so no figure ever passes
// through a binary float. `toNumber` exists for positions on a chart and for sorting only.

type Exact = Intl.StringNumericLiteral;
const cache = new Map<string, Intl.NumberFormat>();

function formatter(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  let found = cache.get(key);
  if (!found) cache.set(key, (found = new Intl.NumberFormat(locale, options)));
  return found;
}

/** With a minus where the locale writes a hyphen, which stands too low and breaks off from its figure. */
const written = (format: Intl.NumberFormat, value: Exact | number): string => format.format(value).replace('-', '−');

const DECIMAL = /^[+-]?\d+(\.\d+)?$/;
function exact(value: Decimal | number): Exact | number {
  if (typeof value === 'number') return value;
  if (!DECIMAL.test(value)) throw new RangeError(`Not a decimal: "${value}"`);
  return value as Exact;
}

export const MISSING = '–';

/** For geometry and order only; never for display. */
export function toNumber(value: Decimal | number | null | undefined): number | null {
  if (value === null || value === undefined || value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** Every minor unit the currency has: for tables, hovers and receipts. */
export function formatMoney(value: Decimal | number | null | undefined, currency: string, locale: string): string {
  if (value === null || value === undefined) return MISSING;
  return written(formatter(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }), exact(value));
}

/** As `formatMoney` without the sign of the currency: for columns whose head names it once. */
export function formatAmount(value: Decimal | number | null | undefined, currency: string, locale: string): string {
  if (value === null || value === undefined) return MISSING;
  const digits = formatter(locale, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return written(formatter(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }), exact(value));
}

/** Whole units, where cents decide nothing. */
export function formatMoneyWhole(value: Decimal | number | null | undefined, currency: string, locale: string): string {
  if (value === null || value === undefined) return MISSING;
  return written(formatter(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', maximumFractionDigits: 0 }), exact(value));
}

/** Three significant digits with the locale's abbreviation; exact below a thousand. For cards and axes. */
export function formatMoneyCompact(value: Decimal | number | null | undefined, currency: string, locale: string): string {
  if (value === null || value === undefined) return MISSING;
  if (Math.abs(Number(value)) < 1000) return formatMoney(value, currency, locale);
  return written(formatter(locale, {
    style: 'currency', currency, currencyDisplay: 'narrowSymbol', notation: 'compact', minimumSignificantDigits: 3, maximumSignificantDigits: 3,
  }), exact(value));
}

/** For axis labels: no more digits than the tick needs. */
export function formatMoneyTick(value: number, currency: string, locale: string): string {
  return written(formatter(locale, {
    style: 'currency', currency, currencyDisplay: 'narrowSymbol', notation: 'compact', maximumSignificantDigits: 3, minimumFractionDigits: 0,
  }), value);
}

export function formatCount(value: Decimal | number | null | undefined, locale: string): string {
  if (value === null || value === undefined) return MISSING;
  return written(formatter(locale, { maximumFractionDigits: 0 }), exact(value));
}

export function formatCountCompact(value: Decimal | number | null | undefined, locale: string): string {
  if (value === null || value === undefined) return MISSING;
  if (Math.abs(Number(value)) < 10_000) return formatCount(value, locale);
  return written(formatter(locale, { notation: 'compact', minimumSignificantDigits: 3, maximumSignificantDigits: 3 }), exact(value));
}

/** A ratio ("0.0412") as a percentage with one digit ("4.1%") or as many as asked. */
export function formatRatio(value: Decimal | number | null | undefined, locale: string, digits = 1): string {
  if (value === null || value === undefined) return MISSING;
  return written(formatter(locale, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }), exact(value));
}

/** A measure in per cent ("4.12", not "0.0412") with one digit: how the catalogue's percent measures arrive. */
export function formatPercent(value: Decimal | number | null | undefined, locale: string): string {
  if (value === null || value === undefined) return MISSING;
  return written(formatter(locale, { style: 'unit', unit: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }), exact(value));
}

/** A ratio of change with its sign; a true minus, so that columns align. */
export function formatChange(value: Decimal | number | null | undefined, locale: string): string {
  if (value === null || value === undefined) return MISSING;
  const digits = Math.abs(Number(value)) >= 10 ? 0 : 1;
  return written(formatter(locale, {
    style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'exceptZero',
  }), exact(value));
}

/** A difference of two percentages with its sign, in points. */
export function formatPoints(value: number, locale: string): string {
  return written(formatter(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' }), value);
}

export interface ValueFormat { currency: string; locale: string; compact?: boolean }

/** A measure's value by its unit. */
export function formatValue(value: Decimal | number | null | undefined, unit: Unit, { currency, locale, compact = false }: ValueFormat): string {
  if (value === null || value === undefined) return MISSING;
  switch (unit) {
    case 'money': return compact ? formatMoneyCompact(value, currency, locale) : formatMoney(value, currency, locale);
    case 'percent': return formatPercent(value, locale);
    case 'count': return compact ? formatCountCompact(value, locale) : formatCount(value, locale);
    case 'minutes': return written(formatter(locale, { style: 'unit', unit: 'minute', unitDisplay: 'short', maximumFractionDigits: 0 }), exact(value));
    case 'hours': return written(formatter(locale, { style: 'unit', unit: 'hour', unitDisplay: 'short', maximumFractionDigits: 1 }), exact(value));
  }
}

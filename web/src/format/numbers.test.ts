import { describe, expect, it } from 'vitest';
import { formatAmount, formatChange, formatCount, formatCountCompact, formatMoney, formatMoneyCompact, formatMoneyWhole, formatPoints, formatRatio, formatValue, MISSING, toNumber } from './numbers';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('money from decimal text', () => {
  it('keeps every cent of a sum no float can hold', () => {
    expect(formatMoney('9007199254740993.29', 'USD', 'en-US')).toBe('$9,007,199,254,740,993.29');
    expect(formatMoney('123456789012345678.91', 'EUR', 'en-US')).toBe('€123,456,789,012,345,678.91');
  });
  it('rounds half away from zero on the decimal digits, not on their binary neighbour', () => {
    expect(formatMoney('1.005', 'USD', 'en-US')).toBe('$1.01');
    expect(formatMoney('-1.005', 'USD', 'en-US')).toBe('−$1.01');
  });
  it('has as many minor units as the currency', () => {
    expect(formatMoney('1234.5', 'JPY', 'en-US')).toBe('¥1,235');
    expect(plain(formatMoney('1234.5', 'KWD', 'en-US'))).toBe('KWD 1,234.500');
  });
  it('leaves the sign to the head of a column, with the minor units of the currency', () => {
    expect(formatAmount('1243918.4', 'USD', 'en-US')).toBe('1,243,918.40');
    expect(formatAmount('1243918.4', 'JPY', 'en-US')).toBe('1,243,918');
  });
  it('follows the locale', () => {
    expect(plain(formatMoney('1243918.40', 'EUR', 'de-DE'))).toBe('1.243.918,40 €');
    expect(plain(formatMoney('1243918.40', 'EUR', 'fr-FR'))).toBe('1 243 918,40 €');
    expect(formatMoneyWhole('1243918.40', 'USD', 'en-US')).toBe('$1,243,918');
  });
  it('is short on a card and exact below a thousand', () => {
    expect(formatMoneyCompact('1243918.40', 'EUR', 'en-US')).toBe('€1.24M');
    expect(formatMoneyCompact('48200', 'USD', 'en-US')).toBe('$48.2K');
    expect(formatMoneyCompact('999.99', 'USD', 'en-US')).toBe('$999.99');
    expect(plain(formatMoneyCompact('1243918.40', 'EUR', 'de-DE'))).toBe('1,24 Mio. €');
  });
  it('refuses what is not a decimal and shows a dash for nothing', () => {
    expect(() => formatMoney('1e5', 'USD', 'en-US')).toThrow(RangeError);
    expect(formatMoney(null, 'USD', 'en-US')).toBe(MISSING);
  });
});

describe('counts, ratios, changes', () => {
  it('groups counts and shortens only from ten thousand', () => {
    expect(formatCount('12345', 'en-US')).toBe('12,345');
    expect(formatCountCompact(9_999, 'en-US')).toBe('9,999');
    expect(formatCountCompact('12345', 'en-US')).toBe('12.3K');
  });
  it('shows a ratio as a percentage', () => {
    expect(formatRatio('0.0412', 'en-US')).toBe('4.1%');
    expect(plain(formatRatio('0.0412', 'de-DE'))).toBe('4,1 %');
  });
  it('shows a measure in per cent as it arrives', () => {
    expect(formatValue('4.12', 'percent', { currency: 'USD', locale: 'en-US' })).toBe('4.1%');
    expect(plain(formatValue('-4.16', 'percent', { currency: 'EUR', locale: 'de-DE' }))).toBe('−4,2 %');
  });
  it('signs a change, and does not sign a zero', () => {
    expect(formatChange('0.041', 'en-US')).toBe('+4.1%');
    expect(formatChange('-0.041', 'en-US')).toBe('−4.1%');
    expect(formatChange('0.0001', 'en-US')).toBe('0.0%');
    expect(formatChange('12.5', 'en-US')).toBe('+1,250%');
  });
  it('signs a difference of percentages in points', () => {
    expect(formatPoints(1.14, 'en-US')).toBe('+1.1');
    expect(formatPoints(-0.06, 'en-US')).toBe('−0.1');
    expect(formatPoints(0.01, 'en-US')).toBe('0.0');
  });
  it('chooses by the unit of the measure', () => {
    expect(formatValue('45', 'minutes', { currency: 'USD', locale: 'en-US' })).toBe('45 min');
    expect(formatValue('1243918.40', 'money', { currency: 'USD', locale: 'en-US', compact: true })).toBe('$1.24M');
  });
  it('reads numbers for geometry only where there is one', () => {
    expect(toNumber('12.50')).toBe(12.5);
    expect(toNumber(null)).toBeNull();
    expect(toNumber('x')).toBeNull();
  });
});

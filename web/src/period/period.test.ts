import { describe, expect, it } from 'vitest';
import { addDays, contains, isDay, lengthOf, periodOf, resolvePreset, shift, todayIn, stillRuns } from './period';

describe('presets', () => {
  it.each([
    ['today', '2026-08-14', '2026-08-14'],
    ['7d', '2026-08-08', '2026-08-14'],
    ['4w', '2026-07-18', '2026-08-14'],
    ['month', '2026-08-01', '2026-08-14'],
    ['quarter', '2026-07-01', '2026-08-14'],
    ['year', '2026-01-01', '2026-08-14'],
  ] as const)('%s runs to today', (preset, from, to) => {
    expect(resolvePreset(preset, '2026-08-14')).toEqual({ from, to });
  });
  it('starts every month in its own quarter', () => {
    const starts = Array.from({ length: 12 }, (_, m) => resolvePreset('quarter', `2026-${String(m + 1).padStart(2, '0')}-15`).from.slice(5, 7));
    expect(starts).toEqual(['01', '01', '01', '04', '04', '04', '07', '07', '07', '10', '10', '10']);
  });
  it('four weeks hold each weekday four times', () => {
    expect(lengthOf(resolvePreset('4w', '2026-03-02'))).toBe(28);
  });
});

describe('days', () => {
  it('crosses leap days, years and clock changes', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2023-12-31', 1)).toBe('2024-01-01');
    expect(addDays('2026-03-29', -1)).toBe('2026-03-28');
  });
  it('knows a real day from a text that looks like one', () => {
    expect(isDay('2024-02-29')).toBe(true);
    expect(isDay('2023-02-29')).toBe(false);
    expect(isDay('2023-2-9')).toBe(false);
    expect(isDay(20240101)).toBe(false);
  });
  it('is another day in another zone', () => {
    const at = Date.UTC(2026, 0, 1, 3, 0);
    expect(todayIn('America/Los_Angeles', at)).toBe('2025-12-31');
    expect(todayIn('Europe/Berlin', at)).toBe('2026-01-01');
  });
});

describe('moving a period', () => {
  it('keeps the length', () => {
    expect(shift({ from: '2026-08-08', to: '2026-08-14' }, -1)).toEqual({ from: '2026-08-01', to: '2026-08-07' });
    expect(shift({ from: '2026-08-08', to: '2026-08-14' }, 1)).toEqual({ from: '2026-08-15', to: '2026-08-21' });
  });
  it('moves whole months by months', () => {
    expect(shift({ from: '2026-03-01', to: '2026-03-31' }, -1)).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(shift({ from: '2026-12-01', to: '2026-12-31' }, 1)).toEqual({ from: '2027-01-01', to: '2027-01-31' });
  });
});

describe('the address', () => {
  it('names a custom period by its days', () => {
    expect(periodOf({ period: 'custom', from: '2018-03-01', to: '2018-06-30' }, '2026-08-14')).toEqual({ from: '2018-03-01', to: '2018-06-30' });
  });
  it('falls back when its days are broken or reversed', () => {
    const fallback = resolvePreset('4w', '2026-08-14');
    expect(periodOf({ period: 'custom', from: '2018-06-30', to: '2018-03-01' }, '2026-08-14')).toEqual(fallback);
    expect(periodOf({ period: 'custom', from: '2018-02-31', to: '2018-03-01' }, '2026-08-14')).toEqual(fallback);
    expect(periodOf({}, '2026-08-14')).toEqual(fallback);
  });
  it('knows which point of a trend is not over', () => {
    expect(stillRuns('2026-08-14', '2026-08-14')).toBe(true);
    expect(stillRuns('2026-08', '2026-08-14')).toBe(true);
    expect(stillRuns('2026-07', '2026-08-14')).toBe(false);
    expect(stillRuns(undefined, '2026-08-14')).toBe(false);
  });
  it('holds both its ends', () => {
    expect(contains({ from: '2026-08-01', to: '2026-08-14' }, '2026-08-14')).toBe(true);
    expect(contains({ from: '2026-08-01', to: '2026-08-14' }, '2026-08-15')).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import type { RevenueForecast, UnitForecast } from '@/api/predictionTypes';
import type { Format } from '@/i18n/useFormat';
import { outlookSentences } from './outlookSentences';
import { nextUnitSort, sortUnits, topOf } from './unitOrder';

const format = {
  moneyCompact: (value: string) => `$${value}`, day: (day: string) => day, month: (month: string) => month, ratio: (share: number) => `${(share * 100).toFixed(1)}%`, change: (share: number) => `${share > 0 ? '+' : ''}${(share * 100).toFixed(1)}%`,
} as unknown as Format;
const value = (mean: string, change: number | null, p95: string | null = null) => ({ mean, p05: p95 && '1', p50: mean, p95, lastYear: null, change });
const forecast = (change: number | null, patch: Partial<RevenueForecast> = {}): RevenueForecast => ({
  node: { id: 'n', kind: 'network', name: 'All', currency: 'USD' }, forecastId: null, from: '2026-11-12', to: '2027-01-31', model: null, method: 'panel',
  basis: { knownFrom: '2024-01-01', knownDays: 900, restsOnLittle: false, sentence: '' }, total: value('900', change, '990'),
  months: ['2026-11', '2026-12', '2027-01'].map((month, index) => ({ month, days: 30, known: index === 0 ? '110' : '0', value: value(String(300 + 10 * index), null) })), ...patch,
});
const unit = (name: string, change: number | null, mean = '10'): UnitForecast => ({ node: { id: name, kind: 'location', name, currency: 'USD' }, from: '2026-11-12', to: '2027-01-31', value: value(mean, change), restsOnLittle: false });

describe('the sentences of an outlook', () => {
  it.each([[0.041, 'above'], [-0.02, 'below'], [0.001, 'level'], [null, 'alone']] as const)('say of a change of %s that it is %s', (change, word) =>
    expect(outlookSentences(forecast(change), [], format)[0]!.key).toBe(`sentence.heading.${word}`));

  it('tell of the running month what it has taken so far', () =>
    expect(outlookSentences(forecast(0), [], format)[1]).toMatchObject({ key: 'sentence.certainty.running', values: { low: '$1', high: '$990', month: '2026-11', known: '$110' } }));

  it('say nothing of a range that is not known', () => {
    const said = outlookSentences(forecast(0, { total: value('900', 0) }), [], format);
    expect(said.map(({ key }) => key)).toEqual(['sentence.heading.level', 'sentence.season']);
  });

  it('name who falls most and who gains most', () =>
    expect(outlookSentences(forecast(0), [unit('A', 0.1), unit('B', -0.06), unit('C', 0.01), unit('D', null)], format)[2]).toEqual({
      key: 'sentence.units.mixed', values: { count: 1, all: 3, kind: 'location', best: 'A', bestChange: '+10.0%', worst: 'B', worstChange: '-6.0%' },
    }));

  it('name the best and the weakest whole month of a shop, and not the running one', () =>
    expect(outlookSentences(forecast(0), [], format)[2]).toMatchObject({ key: 'sentence.season', values: { best: '2027-01', worst: '2026-12' } }));
});

describe('units in order', () => {
  const units = [unit('B', null, '5'), unit('A', 0.1, '7'), unit('C', -0.1, '9')];
  it('falls by what is expected', () => expect(sortUnits(units, '-expected').map((one) => one.node.name)).toEqual(['C', 'A', 'B']));
  it('leaves what has nothing to compare with last, either way', () => {
    expect(sortUnits(units, 'change').map((one) => one.node.name)).toEqual(['C', 'A', 'B']);
    expect(sortUnits(units, '-change').map((one) => one.node.name)).toEqual(['A', 'C', 'B']);
  });
  it('turns round at the second click', () => {
    expect(nextUnitSort('change', '-expected')).toBe('-change');
    expect(nextUnitSort('change', '-change')).toBe('change');
    expect(nextUnitSort('name', '-change')).toBe('name');
  });
  it('shares a scale that nothing lies beyond', () => expect(topOf([{ ...unit('A', 0), value: value('10', 0, '14') }, unit('B', 0, '12')])).toBe(14));
});

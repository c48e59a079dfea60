import { describe, expect, it } from 'vitest';
import type { JudgedForecast } from '@/api/predictionTypes';
import type { Format } from '@/i18n/useFormat';
import { byHorizon, judgedPoints, judgedSentences } from './judged';

const format = { ratio: (value: number, digits = 1) => `${(value * 100).toFixed(digits)}%` } as Format;
const judged = (patch: Partial<JudgedForecast> = {}): JudgedForecast => ({
  forecastId: 'f', model: { id: 'm', version: 1 }, method: 'panel', isTrial: true, madeOn: '2026-06-01', days: 3, error: 0.1, naiveError: 0.2, bias: -0.02, inside: 0.9,
  months: [{ month: '2026-06', days: 30, forecast: '90', p05: '80', p95: '110', actual: '100', naive: '120', error: -0.1 }],
  series: [{ day: '2026-06-01', forecast: '10', p05: '8', p95: '12', actual: '11', naive: '9' }, { day: '2026-06-02', forecast: '0.00', p05: null, p95: null, actual: '0.00', naive: '0.00' }], ...patch,
});

describe('a judged forecast', () => {
  it('is drawn as said beside came, with the naive forecast where last year would be', () =>
    expect(judgedPoints(judged(), 'month')).toEqual([{ period: '2026-06', actual: '100', known: null, mean: '90', low: '80', high: '110', lastYear: '120' }]));
  it('leaves out days on which the unit was closed as expected', () => expect(judgedPoints(judged(), 'day').map((point) => point.period)).toEqual(['2026-06-01']));
  it('is off by a share either way, as is the naive forecast', () => {
    const [first] = byHorizon(judged());
    expect([first!.error, first!.naive]).toEqual([0.1, expect.closeTo(0.2)]);
  });
  it.each([[0.1, 'better'], [0.3, 'worse']] as const)('with an error of %s is told to be %s', (error, word) => expect(judgedSentences(judged({ error }), format)[0]!.key).toBe(`sentence.error.${word}`));
  it.each([[0.7, 'narrow'], [0.9, 'held'], [0.99, 'wide']] as const)('with %s inside is told to be %s', (inside, word) => expect(judgedSentences(judged({ inside }), format)[1]!.key).toBe(`sentence.inside.${word}`));
  it('says nothing of what is not known', () => expect(judgedSentences(judged({ error: null, inside: null, bias: null }), format)).toEqual([]));
});

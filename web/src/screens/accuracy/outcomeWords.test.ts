import { describe, expect, it } from 'vitest';
import type { OutcomeBand, OutcomesJudged } from '@/api/predictionTypes';
import type { Format } from '@/i18n/useFormat';
import { bandScale, outcomeSentences } from './outcomeWords';

const format = { ratio: (value: number, digits = 1) => `${(value * 100).toFixed(digits)}%` } as Format;
const judged = (patch: Partial<OutcomesJudged> = {}): OutcomesJudged => ({ from: '2026-01', to: '2026-03', said: 0.1, happened: 0.12, brier: 0.08, baseBrier: 0.1, calibrationError: 0.02, isOff: false, bands: [], ...patch });
const keys = (patch: Partial<OutcomesJudged> = {}) => outcomeSentences({ kind: 'no_show', outcomes: 200 }, judged(patch), format).map((one) => one.key);
const band = (said: number | null, high: number | null): OutcomeBand => ({ from: 0, to: 1, outcomes: said === null ? 0 : 50, said, happened: said, low: said, high });

describe('chances that are judged', () => {
  it('are told with what was said, what happened and how many they are', () => expect(outcomeSentences({ kind: 'no_show', outcomes: 200 }, judged(), format)[0]).toEqual({ key: 'outcomes.sentence.no_show', values: { outcomes: 200, said: '10.0%', happened: '12.0%' } }));
  it.each([[0.08, 'better'], [0.1, 'better'], [0.12, 'worse']] as const)('with a Brier score of %s are told to be %s than the same for all', (brier, word) => expect(keys({ brier })[1]).toBe(`outcomes.sentence.${word}`));
  it('say by how much', () => expect(outcomeSentences({ kind: 'clients', outcomes: 200 }, judged(), format)[1]!.values).toEqual({ share: '20.0%' }));
  it.each([[{ calibrationError: 0.02 }, 'held'], [{ calibrationError: 0.08 }, 'chance'], [{ calibrationError: 0.08, isOff: true }, 'off']] as const)('with %j are told: %s', (patch, word) => expect(keys(patch)[2]).toBe(`outcomes.sentence.${word}`));
  it('of which nothing ever happened are held against nothing', () => expect(keys({ happened: 0, brier: 0.01, baseBrier: 0 })).toEqual(['outcomes.sentence.no_show', 'outcomes.sentence.held']));
});

describe('the scale of bands', () => {
  it.each([[[band(0.02, 0.04)], 0.1], [[band(0.02, 0.04), band(0.3, 0.42)], 0.5], [[band(0.9, 0.97)], 1], [[band(null, null)], 0.1]] as const)('of %j ends at %s', (bands, end) => expect(bandScale(bands)).toBe(end));
});

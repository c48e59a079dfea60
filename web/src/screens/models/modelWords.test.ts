import { describe, expect, it } from 'vitest';
import { runShare } from '@/screens/insights/runShare';
import { gainOver, isShare } from './modelWords';

describe('a model beside the naive forecast', () => {
  it('errs less by a share of the naive error', () => expect(gainOver({ error: 0.03, naiveError: 0.04 })).toBeCloseTo(0.25));
  it('may err more', () => expect(gainOver({ error: 0.05, naiveError: 0.04 })).toBeCloseTo(-0.25));
  it('is not compared where nothing could be tried', () => expect(gainOver({ error: null, naiveError: 0.04 })).toBeNull());
  it('reads shares as percentages and scores as numbers', () => expect(['wape_month', 'brier'].map(isShare)).toEqual([true, false]));
});

describe('how much of a run is done', () => {
  const parts = ['revenue', 'clients', 'demand', 'price'].map((part) => ({ part, result: null }));
  it('counts whole parts and the steps of the one at work', () => expect(runShare({ state: 'running', parts, progress: { part: 'clients', partsDone: 1, parts: 4, done: 5, total: 10 } })).toBe(0.375));
  it('is all of one that is done', () => expect(runShare({ state: 'done', parts, progress: null })).toBe(1));
  it('counts what came of it where no progress is told', () => expect(runShare({ state: 'failed', parts: [{ part: 'revenue', result: 'made' }, ...parts.slice(1)], progress: null })).toBe(0.25));
});

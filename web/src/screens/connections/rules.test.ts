import { describe, expect, it } from 'vitest';
import type { ConflictRule } from '@/api/hubTypes';
import { inherited, ruleOf } from './rules';

const rules: ConflictRule[] = [{ record: 'booking', field: '*', rule: 'ask' }, { record: 'booking', field: 'status', rule: 'ours_wins' }];

describe('rules for conflicts', () => {
  it('hold for their own field and record', () => {
    expect(ruleOf(rules, 'booking', 'status')).toBe('ours_wins');
    expect(ruleOf(rules, 'booking', 'startsAt')).toBeUndefined();
    expect(ruleOf(rules, 'client', '*')).toBeUndefined();
  });
  it('of a record hold for its other fields; else the vendor counts', () => {
    expect(inherited(rules, 'booking', 'startsAt')).toBe('ask');
    expect(inherited(rules, 'booking', '*')).toBe('source_wins');
    expect(inherited(rules, 'client', 'email')).toBe('source_wins');
  });
});

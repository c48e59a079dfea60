import { describe, expect, it } from 'vitest';
import type { Push } from '@/api/hubTypes';
import { deadByCause, pushStateOf } from './pushes';

const push = (id: string, patch: Partial<Push> = {}): Push => ({
  id, action: 'create_client', record: 'client', recordId: id, locationId: 'shop', op: 'save', state: 'dead', attempts: 8, runAt: '2026-03-01T00:00:00Z', vendorKey: null, code: 'refused', detail: 'No such account.',
  createdAt: '2026-03-01T00:00:00Z', finishedAt: null, ...patch,
});

describe('writes to a vendor', () => {
  it('that were tried say so while they wait', () => {
    expect(pushStateOf({ state: 'waiting', attempts: 0 }).word).toBe('waiting');
    expect(pushStateOf({ state: 'waiting', attempts: 2 })).toEqual({ word: 'retrying', tone: 'watch' });
    expect(pushStateOf({ state: 'dead', attempts: 8 }).tone).toBe('bad');
  });
  it('that are dead are grouped by their cause, the commonest first, and no others are', () => {
    const causes = deadByCause([push('1', { code: 'odd', detail: 'Odd.' }), push('2'), push('3', { state: 'done' }), push('4'), push('5', { code: null })]);
    expect(causes.map((cause) => [cause.code, cause.pushes.map((one) => one.id)])).toEqual([['refused', ['2', '4']], ['odd', ['1']], ['unknown', ['5']]]);
    expect(causes[0]!.detail).toBe('No such account.');
  });
});

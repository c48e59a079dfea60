import { describe, expect, it } from 'vitest';
import { deliveryStateOf, stateOf, typeChoices, withoutCovered } from './state';

const well = { state: 'active' as const, pauseReason: null, failures: 0, lastSuccessAt: '2026-03-02T12:00:00Z' };

describe('how a webhook does', () => {
  it('works once something was accepted', () => {
    expect(stateOf(well).word).toBe('works');
    expect(stateOf({ ...well, lastSuccessAt: null })).toEqual({ word: 'unproven', tone: 'quiet' });
  });
  it('tells a pause by hand from one that the endpoint caused', () => {
    expect(stateOf({ ...well, state: 'paused', pauseReason: 'by_hand' })).toEqual({ word: 'paused', tone: 'waiting' });
    expect(stateOf({ ...well, state: 'paused', pauseReason: 'gone' })).toEqual({ word: 'gone', tone: 'bad' });
    expect(stateOf({ ...well, state: 'paused', pauseReason: 'failing' })).toEqual({ word: 'stopped', tone: 'bad' });
  });
  it('is failing while attempts fail', () => expect(stateOf({ ...well, failures: 2 }).tone).toBe('watch'));
});

describe('how a delivery does', () => {
  it('waits, is tried again, arrives or dies', () => {
    expect(deliveryStateOf({ state: 'pending', attempts: 0 }).word).toBe('waiting');
    expect(deliveryStateOf({ state: 'pending', attempts: 1 }).word).toBe('retrying');
    expect(deliveryStateOf({ state: 'delivered', attempts: 1 }).tone).toBe('good');
    expect(deliveryStateOf({ state: 'dead', attempts: 10 }).tone).toBe('bad');
  });
});

describe('the choice of event types', () => {
  it('offers all, each kind and each type', () =>
    expect(typeChoices([{ type: 'sale.created', kind: 'sale' }, { type: 'booking.changed', kind: 'booking' }])).toEqual(['*', 'booking.*', 'booking.changed', 'sale.*', 'sale.created']));
  it('leaves out what a wider choice covers', () => {
    expect(withoutCovered(['sale.created', '*'])).toEqual(['*']);
    expect(withoutCovered(['sale.created', 'sale.*', 'booking.created'])).toEqual(['sale.*', 'booking.created']);
    expect(withoutCovered(['sale.created', 'sale.created'])).toEqual(['sale.created']);
  });
});

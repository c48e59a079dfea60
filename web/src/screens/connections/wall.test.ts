import { describe, expect, it } from 'vitest';
import type { Connection } from '@/api/hubTypes';
import { byCategory, healthTone, needsAttention, shownOn, toneOf } from './wall';

const one = (name: string, patch: Partial<Connection> = {}): Connection => ({
  id: name, vendor: 'square', title: 'Square', category: 'point-of-sale', environment: 'sandbox', state: 'active', stateSince: '2026-03-01T00:00:00Z', name, nodeId: 'root', nodeName: 'Network', accountId: null, settings: {}, scopes: [], ownerId: null, ownerName: null,
  trouble: null, credential: null, vitals: null, version: 1, createdAt: '2026-03-01T00:00:00Z', updatedAt: '2026-03-01T00:00:00Z', ...patch,
});
const vitals = (health: number | null, lagSeconds: number | null = null) => ({ lastSyncAt: null, lagSeconds, errorRate: null, health, running: 0 });
const everywhere = () => true;
const names = (shown: Connection[]) => shown.map((connection) => connection.name);

describe('the wall', () => {
  it('puts first what needs a person, then what is least well', () =>
    expect(names(shownOn([one('well', { vitals: vitals(96) }), one('ill', { vitals: vitals(30) }), one('unknown'), one('stopped', { state: 'paused' }), one('lost', { state: 'needs_reconnect' }), one('down', { state: 'failing' })], {}, everywhere)))
      .toEqual(['lost', 'down', 'ill', 'well', 'unknown', 'stopped']));
  it('sorts what is not known last, rising or falling', () => {
    const all = [one('none'), one('late', { vitals: vitals(90, 600) }), one('prompt', { vitals: vitals(40, 2) })];
    expect(names(shownOn(all, { sort: 'lag' }, everywhere))).toEqual(['late', 'prompt', 'none']);
    expect(names(shownOn(all, { sort: 'health' }, everywhere))).toEqual(['prompt', 'late', 'none']);
  });
  it('finds by name, system, unit, owner and account', () => {
    const all = [one('Till', { nodeName: 'Harbour' }), one('Books', { title: 'Xero', vendor: 'xero', ownerName: 'Ann Owner', accountId: 'ORG-7' })];
    expect(names(shownOn(all, { q: 'harb' }, everywhere))).toEqual(['Till']);
    for (const q of ['XERO', 'ann', 'org-7']) expect(names(shownOn(all, { q }, everywhere))).toEqual(['Books']);
  });
  it('keeps to the branch and to the filters', () => {
    const all = [one('a', { nodeId: 'north' }), one('b', { state: 'paused' }), one('c', { environment: 'live' })];
    expect(names(shownOn(all, {}, (node) => node === 'north'))).toEqual(['a']);
    expect(names(shownOn(all, { state: 'paused' }, everywhere))).toEqual(['b']);
    expect(names(shownOn(all, { environment: 'live' }, everywhere))).toEqual(['c']);
  });
  it('groups by category in the order of the catalogue, unknown ones behind', () =>
    expect(byCategory([one('x', { category: 'crm' }), one('y'), one('z', { category: 'odd' }), one('w', { category: null })], ['point-of-sale', 'crm']).map((group) => group.category)).toEqual(['point-of-sale', 'crm', 'odd', null]));
});

describe('states', () => {
  it('say when a person is needed', () => {
    expect(needsAttention({ state: 'needs_reconnect' })).toBe(true);
    expect(needsAttention({ state: 'paused' })).toBe(false);
  });
  it('are busy while something is read', () => {
    expect(toneOf({ state: 'active', vitals: { ...vitals(90), running: 1 } })).toBe('busy');
    expect(toneOf({ state: 'active', vitals: vitals(90) })).toBe('good');
    expect(toneOf({ state: 'needs_reconnect', vitals: null })).toBe('bad');
  });
  it('of health have three steps', () => expect([100, 80, 79, 50, 49, 0].map(healthTone)).toEqual(['good', 'good', 'watch', 'watch', 'bad', 'bad']));
});

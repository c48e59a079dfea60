import { describe, expect, it } from 'vitest';
import type { CatalogueEntry, CatalogueField } from '@/api/hubTypes';
import { foundIn, isComplete, signsInThere, typed } from './catalogue';

const field = (name: string, patch: Partial<CatalogueField> = {}): CatalogueField => ({ name, title: name, help: null, isSecret: false, isRequired: true, default: null, choices: [], isSetting: false, ...patch });
const entry = (vendor: string, patch: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  vendor, title: vendor, category: 'crm', description: '', docs: '', level: 'network', auth: 'api-key', scopes: [], fields: [], streams: [], actions: [], webhooks: [], hasSandbox: true, later: [], cannot: [], status: 'ready', version: 1, ...patch,
});

describe('the catalogue', () => {
  it('finds by what flows, not by name alone', () => {
    const all = [entry('a', { streams: [{ name: 'payments', title: 'Payments', record: 'sale', deletes: 'none' }] }), entry('b', { category: 'hr' })];
    expect(foundIn(all, 'PAYM', undefined).map((one) => one.vendor)).toEqual(['a']);
    expect(foundIn(all, undefined, 'hr').map((one) => one.vendor)).toEqual(['b']);
    expect(foundIn(all, 'zzz', undefined)).toEqual([]);
  });
  it('parts secrets from settings and leaves out what is empty', () =>
    expect(typed([field('key', { isSecret: true }), field('shop', { isSetting: true }), field('id'), field('empty', { isSetting: true })], { key: ' k ', shop: 's', id: 'i', empty: '  ' })).toEqual({ credentials: { key: 'k', id: 'i' }, settings: { shop: 's' } }));
  it('knows when everything needed is there', () => {
    expect(isComplete([field('a'), field('b', { default: 'us' }), field('c', { isRequired: false })], { a: 'x' })).toBe(true);
    expect(isComplete([field('a')], { a: ' ' })).toBe(false);
  });
  it('knows where a person signs in', () => expect(['oauth2-code', 'oauth1', 'api-key', 'jwt-bearer'].map(signsInThere)).toEqual([true, true, false, false]));
});

import { expect, it } from 'vitest';
import { proposedChange, responseWord, testShare } from './priceWords';

it('proposes nothing where the price stays', () => expect(proposedChange({ price: '28.00', proposed: '28.00' })).toBe(0));
it('proposes a change as a share of today’s price', () => expect(proposedChange({ price: '28.00', proposed: '31.50' })).toBeCloseTo(0.125));
it('says in a word how units follow', () => expect([-0.1, -0.6, -1.4].map((elasticity) => responseWord({ elasticity }))).toEqual(['hardly', 'less', 'more']));
it('is as far as the size that was planned', () => expect([testShare({ seen: 20, planned: 80 }), testShare({ seen: 90, planned: 80 }), testShare({ seen: 0, planned: 0 })]).toEqual([0.25, 1, 0]));

import { expect, it } from 'vitest';
import { hasEffect, plainEvidence, signOf } from './findingWords';

it('calls a fall bad and a rise good, whatever moved', () => expect([-0.2, 0.2].map((size) => signOf({ kind: 'sales_step', size }))).toEqual(['bad', 'good']));
it('calls a forecast that is off neither', () => expect(signOf({ kind: 'forecast_off', size: 0.3 })).toBe('watch'));
it('shows of the evidence what can be read as it stands', () => expect(plainEvidence({ before: 3, name: 'Haircut', days: [1, 2], more: { a: 1 }, none: null })).toEqual([['before', 3], ['name', 'Haircut']]));
it('shows no evidence that is none', () => expect([plainEvidence(null), plainEvidence([1])]).toEqual([[], []]));
it('leaves out money that is nothing', () => expect([hasEffect({ effect: '0.00', currency: 'USD' }), hasEffect({ effect: '-12.00', currency: 'USD' }), hasEffect({ effect: null, currency: null })]).toEqual([false, true, false]));

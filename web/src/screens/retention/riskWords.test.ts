import { describe, expect, it } from 'vitest';
import type { Format } from '@/i18n/useFormat';
import { riskLevel, riskSentences } from './riskWords';

const format = { count: String, ratio: (value: number) => `${Math.round(value * 100)}%`, moneyCompact: (value: string, currency: string) => `${currency} ${value}` } as unknown as Format;
const summary = { asOf: '2026-11-26', clients: 100, atRisk: 20, lapsed: 0, valueAtRisk: [{ currency: 'USD', amount: '500' }, { currency: 'CAD', amount: '70' }], steps: [{ step: 'none' as const, clients: 80 }, { step: 'reminder' as const, clients: 12 }, { step: 'personal_call' as const, clients: 8 }] };

describe('clients at risk', () => {
  it('read by a word', () => {
    expect(riskLevel({ noVisit: 0.8, isLapsed: false }).word).toBe('high');
    expect(riskLevel({ noVisit: 0.5, isLapsed: false }).word).toBe('even');
    expect(riskLevel({ noVisit: 0.2, isLapsed: false }).word).toBe('low');
    expect(riskLevel({ noVisit: 0.2, isLapsed: true }).word).toBe('lapsed');
  });
  it('are told with what is at stake in each currency, never added', () => expect(riskSentences(summary, format)[0]).toMatchObject({ key: 'sentence.atRisk', values: { count: 20, share: '20%', value: 'USD 500 + CAD 70' } }));
  it('are told the step that most need, and not that most need none', () => expect(riskSentences(summary, format).map(({ key }) => key)).toEqual(['sentence.atRisk', 'sentence.step.reminder']));
  it('say nothing where there are no clients', () => expect(riskSentences({ ...summary, clients: 0 }, format)).toEqual([]));
});

import { describe, expect, it } from 'vitest';
import type { RevenueForecast } from '@/api/predictionTypes';
import type { MeasureRow } from '@/api/types';
import { outlookLines } from './outlookOption';
import { dayPoints, historyOf, monthPoints } from './outlookPoints';

const value = (mean: string, p05: string | null = null, p95: string | null = null, lastYear: string | null = null) => ({ mean, p05, p50: mean, p95, lastYear, change: null });
const row = (period: string, amount: string, comparison: string | null = null): MeasureRow => ({ period, nodeId: 'n', nodeCode: 'N', measure: 'net_sales', value: amount, unit: 'USD', comparison });
const forecast = (patch: Partial<RevenueForecast> = {}): RevenueForecast => ({
  node: { id: 'n', kind: 'location', name: 'Main Street', currency: 'USD' }, forecastId: 'f', from: '2026-11-12', to: '2027-01-31', model: null, method: 'panel',
  basis: { knownFrom: '2024-01-01', knownDays: 1000, restsOnLittle: false, sentence: '' }, total: value('900'),
  months: [{ month: '2026-11', days: 19, known: '110', value: value('300', '280', '330') }, { month: '2026-12', days: 31, known: '0', value: value('320', '290', '360', '310') }, { month: '2027-01', days: 31, known: '0', value: value('280', '240', '320') }],
  ...patch,
});

describe('months of the chart', () => {
  it('are those that are over, in order, then those of the forecast; the running one holds what it brought so far', () => {
    const points = monthPoints([row('2026-10', '305', '295'), row('2026-09', '290'), row('2026-11', '110')], forecast());
    expect(points.map((p) => [p.period, p.actual, p.known, p.mean])).toEqual([
      ['2026-09', '290', null, null], ['2026-10', '305', null, null], ['2026-11', null, '110', '300'], ['2026-12', null, null, '320'], ['2027-01', null, null, '280'],
    ]);
  });
  it('has nothing so far where the forecast begins with the month', () => {
    const points = monthPoints([], forecast({ from: '2026-11-01' }));
    expect(points[0]).toMatchObject({ period: '2026-11', known: null, mean: '300' });
  });
  it('takes last year from the forecast, and from the months that are known where it does not say', () => {
    const points = monthPoints([row('2026-01', '275')], forecast());
    expect(points.find((p) => p.period === '2026-12')?.lastYear).toBe('310');
    expect(points.find((p) => p.period === '2027-01')?.lastYear).toBe('275');
  });
});

describe('days of the chart', () => {
  const days = ['2026-11-12', '2026-11-30', '2026-12-01', '2027-01-31'].map((day) => ({ day, mean: '10', p05: '8', p50: '10', p95: '13', lastYear: '9' }));
  it('are of the month that was chosen, those that are over too', () => {
    const points = dayPoints([row('2026-11-11', '12'), row('2026-10-31', '11')], forecast({ days }), '2026-11');
    expect(points.map((p) => p.period)).toEqual(['2026-11-11', '2026-11-12', '2026-11-30']);
  });
  it('are of eight weeks where none was chosen', () => {
    expect(dayPoints([], forecast({ days }), undefined).map((p) => p.period)).toEqual(['2026-11-12', '2026-11-30', '2026-12-01']);
  });
  it('leave out those on which the unit is closed, as the days before do', () => {
    const closed = { day: '2026-11-13', mean: '0.00', p05: '0.00', p50: '0.00', p95: '0.00', lastYear: null };
    expect(dayPoints([], forecast({ days: [days[0]!, closed, days[1]!] }), '2026-11').map((p) => p.period)).toEqual(['2026-11-12', '2026-11-30']);
  });
});

describe('the sales asked for beside a forecast', () => {
  it('are nine months for months', () => expect(historyOf(forecast(), 'month', undefined)).toEqual({ from: '2026-02-01', to: '2026-11-11' }));
  it('are four weeks for days', () => expect(historyOf(forecast(), 'day', undefined)).toEqual({ from: '2026-10-15', to: '2026-11-11' }));
  it('are of the month that was chosen, and not after the last day that is known', () => {
    expect(historyOf(forecast(), 'day', '2026-11')).toEqual({ from: '2026-11-01', to: '2026-11-11' });
    expect(historyOf(forecast(), 'day', '2026-12')).toEqual({ from: '2026-11-11', to: '2026-11-11' });
  });
});

describe('the lines of the chart', () => {
  it('let the forecast and its band begin at the last value that is known', () => {
    const lines = outlookLines(monthPoints([row('2026-10', '305')], forecast()));
    expect(lines.actual).toEqual([305, null, null, null]);
    expect(lines.mean).toEqual([305, 300, 320, 280]);
    expect(lines.low).toEqual([305, 280, 290, 240]);
    expect(lines.spread).toEqual([0, 50, 70, 80]);
  });
  it('have no band where nothing could be tried', () => {
    const lines = outlookLines(monthPoints([], forecast({ months: [{ month: '2026-12', days: 31, known: '0', value: value('320') }] })));
    expect(lines.mean).toEqual([320]);
    expect(lines.spread).toEqual([null]);
  });
});

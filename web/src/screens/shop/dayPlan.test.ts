import { expect, it } from 'vitest';
import type { ShopDay } from '@/api/types';
import { planOf } from './dayPlan';

const booking = (id: string, staffId: string | null, from: string, to: string) => ({ id, staffId, startsAt: `2026-03-06T${from}:00Z`, endsAt: `2026-03-06T${to}:00Z`, status: 'confirmed' as const, clientName: null, serviceName: null, staffName: null });
const day: ShopDay = {
  location: { id: 'l', name: 'Main', timeZone: 'UTC', currency: 'USD', chairs: 4 }, date: '2026-03-06', isToday: true, asOf: '2026-03-06T12:00:00Z',
  figures: { netSales: '0', visits: 0, averageTicket: null, tips: '0', tax: '0', bookings: 0, completed: 0, noShows: 0, staffPresent: 1, utilisation: null },
  staff: [{ id: 'a', name: 'Ada', shift: { startsAt: '2026-03-06T09:30:00Z', endsAt: '2026-03-06T17:00:00Z' }, netSales: '0', visits: 0, utilisation: null }],
  bookings: [booking('1', 'a', '10:00', '11:00'), booking('2', 'a', '10:30', '11:00'), booking('3', 'a', '11:00', '11:30'), booking('4', null, '12:00', '12:30')],
  sales: [], nextFree: [{ staffId: 'a', startsAt: '2026-03-06T13:00:00Z' }],
};
const plan = planOf(day, 'Nobody', Date.parse('2026-03-06T12:15:00Z'));

it('lays bookings of one chair that overlap into lanes, and reuses a lane that is free again', () => {
  expect(plan.chairs[0]!.blocks.map((block) => [block.booking.id, block.lane])).toEqual([['1', 0], ['2', 1], ['3', 0]]);
});
it('gives what belongs to nobody a row of its own', () => {
  expect(plan.chairs.map((chair) => chair.name)).toEqual(['Ada', 'Nobody']);
});
it('spans whole hours around everything that happens', () => {
  expect([plan.from, plan.to, plan.now]).toEqual([540, 1020, 735]);
});

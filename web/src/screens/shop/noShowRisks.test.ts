import { describe, expect, it } from 'vitest';
import type { NoShowItem } from '@/api/predictionTypes';
import { noShowRisks } from './noShowRisks';

const item = (bookingId: string, noShow: number | null, status = 'confirmed'): NoShowItem => ({ bookingId, noShow, status, startsAt: null, staffId: null, serviceName: null, clientId: null, clientName: null, level: null, reason: null });
const day = (...items: NoShowItem[]) => ({ locationId: 's', day: '2026-11-27', asOf: null, modelId: null, bookings: items.length, expectedNoShows: 0, untold: 0, items });

describe('no-show risks of a day', () => {
  it('expect as many to stay away as the chances of those still to come add up to', () => expect(noShowRisks(day(item('a', 0.3), item('b', 0.25), item('c', 0.9, 'completed'))).expected).toBeCloseTo(0.55));
  it('know nothing of a booking that has not been told', () => expect(noShowRisks(day(item('a', null))).of('a')).toBeUndefined());
  it('are not told before they came', () => expect(noShowRisks(undefined)).toMatchObject({ expected: 0, isTold: false }));
});

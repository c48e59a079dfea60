import { describe, expect, it } from 'vitest';
import type { RosterPerson } from '@/api/predictionTypes';
import { mondayOf, readRosterAddress } from './address';
import { daysOfHours, hourGrid, weekOf } from './rosterWeek';

const week = '2026-03-09';
const turn = (day: string, start = '09:00', end = '17:00') => ({ day, start, end });
const person: RosterPerson = {
  staffId: 's', name: 'Ada', title: null, daysOff: ['2026-03-15'], planHours: 16, proposalHours: 16, plan: [turn('2026-03-09'), turn('2026-03-10')], proposal: [turn('2026-03-09'), turn('2026-03-14')],
};

describe('a week of a roster', () => {
  it('says of each day what is planned, what is proposed and what moves', () => {
    const cells = weekOf(person, week);
    expect(cells.map((cell) => cell.isMoved)).toEqual([false, true, false, false, false, true, false]);
    expect(cells[6]).toMatchObject({ day: '2026-03-15', isOff: true });
  });

  it('takes another time on the same day for a move', () => {
    expect(weekOf({ ...person, proposal: [turn('2026-03-09', '12:00', '20:00'), turn('2026-03-10')] }, week)[0]!.isMoved).toBe(true);
  });

  it('sums the hours of each day', () => {
    const hours = [{ day: week, hour: 9, wanted: 2, plan: 1, proposal: 0.5 }, { day: week, hour: 10, wanted: 1, plan: 1, proposal: 2 }];
    expect(daysOfHours(hours, week)[0]).toEqual({ day: week, wanted: 3, plan: 2, proposal: 2.5 });
    expect(hourGrid(hours).clock).toEqual([9, 10]);
    expect(hourGrid(hours).at(week, 11)).toBeUndefined();
  });

  it('begins on Monday, whatever day the address names', () => {
    expect(mondayOf('2026-03-15')).toBe(week);
    expect(mondayOf(week)).toBe(week);
    expect(readRosterAddress({ week: '2026-03-11' }).week).toBe(week);
    expect(readRosterAddress({ week: 'soon' }).week).toBeUndefined();
  });
});

import type { RosterHour, RosterPerson, RosterTurn } from '@/api/predictionTypes';
import type { Day } from '@/api/types';
import { addDays } from '@/period/period';

export interface RosterCell { day: Day; plan: readonly RosterTurn[]; proposal: readonly RosterTurn[]; isOff: boolean; isMoved: boolean }

const daysOf = (week: Day): Day[] => [0, 1, 2, 3, 4, 5, 6].map((day) => addDays(week, day));
const same = (a: readonly RosterTurn[], b: readonly RosterTurn[]) => a.length === b.length && a.every((turn, at) => turn.start === b[at]!.start && turn.end === b[at]!.end);

/** A person's week, day by day: what is planned, what is proposed, and whether that is another thing. */
export function weekOf(person: RosterPerson, week: Day): RosterCell[] {
  return daysOf(week).map((day) => {
    const plan = person.plan.filter((turn) => turn.day === day);
    const proposal = person.proposal.filter((turn) => turn.day === day);
    return { day, plan, proposal, isOff: person.daysOff.includes(day), isMoved: !same(plan, proposal) };
  });
}

export interface RosterDay { day: Day; wanted: number; plan: number; proposal: number }
/** Each day's visits wanted and hours worked. */
export function daysOfHours(hours: readonly RosterHour[], week: Day): RosterDay[] {
  return daysOf(week).map((day) => hours.filter((hour) => hour.day === day).reduce((sum, hour) => ({ day, wanted: sum.wanted + hour.wanted, plan: sum.plan + hour.plan, proposal: sum.proposal + hour.proposal }), { day, wanted: 0, plan: 0, proposal: 0 }));
}

/** The hours of the clock that the grid needs, and the hour of a day. */
export function hourGrid(hours: readonly RosterHour[]) {
  const byPlace = new Map(hours.map((hour) => [`${hour.day}-${hour.hour}`, hour]));
  const clock = [...new Set(hours.map((hour) => hour.hour))].sort((a, b) => a - b);
  return { clock, at: (day: Day, hour: number) => byPlace.get(`${day}-${hour}`) };
}

/** "09:30" as the locale says it. */
export const clockLabel = (time: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', hour: 'numeric', ...(time.endsWith(':00') ? {} : { minute: '2-digit' }) }).format(new Date(`2000-01-01T${time}:00Z`));

import type { DayBooking, DaySale, ShopDay } from '@/api/types';
import { localMinutes } from './localTime';

export interface Block { booking: DayBooking; from: number; to: number; lane: number }
export interface Chair {
  id: string; name: string; shift: { from: number; to: number } | null; blocks: Block[]; lanes: number; sales: { sale: DaySale; at: number }[];
  nextFree: string | null; isIn: boolean;
}
export interface DayPlan { from: number; to: number; now: number | null; chairs: Chair[] }

const HALF_HOUR = 30;
const OFFICE: readonly [number, number] = [9 * 60, 18 * 60];

/** The day as chairs × minutes of the wall clock: bookings that overlap lie in lanes, what is nobody's has a row of its own. */
export function planOf(day: ShopDay, nobody: string, now: number): DayPlan {
  const zone = day.location.timeZone;
  const at = (instant: string) => localMinutes(instant, zone, day.date);
  const free = new Map(day.nextFree.map((slot) => [slot.staffId, slot.startsAt]));
  const nowAt = day.isToday ? localMinutes(now, zone, day.date) : null;

  const chairOf = (id: string, name: string, shift: ShopDay['staff'][number]['shift'], bookings: readonly DayBooking[], sales: readonly DaySale[]): Chair => {
    const blocks = inLanes(bookings.flatMap((booking) => {
      // A booking of a source that knows the day only has no place on the clock.
      if (!booking.startsAt) return [];
      const from = at(booking.startsAt);
      return [{ booking, from, to: booking.endsAt ? at(booking.endsAt) : from + HALF_HOUR }];
    }));
    const span = shift ? { from: at(shift.startsAt), to: at(shift.endsAt) } : null;
    return {
      id, name, shift: span, blocks, lanes: Math.max(1, ...blocks.map((block) => block.lane + 1)),
      sales: sales.flatMap((sale) => (sale.occurredAt ? [{ sale, at: at(sale.occurredAt) }] : [])),
      nextFree: free.get(id) ?? null, isIn: nowAt !== null && span !== null && span.from <= nowAt && nowAt < span.to,
    };
  };
  const known = new Set(day.staff.map((person) => person.id));
  const names = new Set(day.staff.map((person) => person.name));
  const chairs = day.staff.map((person) => chairOf(person.id, person.name, person.shift,
    day.bookings.filter((booking) => booking.staffId === person.id), day.sales.filter((sale) => sale.staffNames[0] === person.name)))
    .filter((chair) => chair.shift || chair.blocks.length > 0 || chair.sales.length > 0);
  const loose = day.bookings.filter((booking) => !booking.staffId || !known.has(booking.staffId));
  const looseSales = day.sales.filter((sale) => !sale.staffNames[0] || !names.has(sale.staffNames[0]));
  if (loose.length > 0 || looseSales.some((sale) => sale.occurredAt)) chairs.push(chairOf('', nobody, null, loose, looseSales));

  const times = chairs.flatMap((chair) => [
    ...(chair.shift ? [chair.shift.from, chair.shift.to] : []), ...chair.blocks.flatMap((block) => [block.from, block.to]), ...chair.sales.map((sale) => sale.at),
  ]);
  const from = Math.min(...(times.length > 0 ? times : OFFICE));
  const to = Math.max(...(times.length > 0 ? times : OFFICE));
  return { from: Math.floor(from / 60) * 60, to: Math.max(Math.ceil(to / 60) * 60, Math.floor(from / 60) * 60 + 240), now: nowAt, chairs };
}

function inLanes(blocks: readonly Omit<Block, 'lane'>[]): Block[] {
  const ends: number[] = [];
  return [...blocks].sort((a, b) => a.from - b.from).map((block) => {
    const open = ends.findIndex((end) => end <= block.from);
    const lane = open < 0 ? ends.length : open;
    ends[lane] = block.to;
    return { ...block, lane };
  });
}

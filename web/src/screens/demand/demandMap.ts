import type { DemandHour } from '@/api/predictionTypes';

export interface DemandGrid { weekdays: readonly number[]; hours: readonly number[]; at: (weekday: number, hour: number) => DemandHour | undefined }

/** The week as a grid: from the first weekday where the reader lives, and only hours in which the shop was ever open. `firstDay` is 0 for Sunday. */
export function demandGrid(hours: readonly DemandHour[], firstDay: number): DemandGrid {
  const known = new Map(hours.map((one) => [`${one.weekday}-${one.hour}`, one]));
  const seen = hours.map((one) => one.hour);
  const [from, to] = seen.length === 0 ? [0, -1] : [Math.min(...seen), Math.max(...seen)];
  const first = firstDay === 0 ? 7 : firstDay;
  return {
    weekdays: Array.from({ length: 7 }, (_, index) => ((first - 1 + index) % 7) + 1),
    hours: Array.from({ length: to - from + 1 }, (_, index) => from + index),
    at: (weekday, hour) => known.get(`${weekday}-${hour}`),
  };
}

/** The hours wanted most, and visits a week that full hours hid. */
export function demandPeaks(hours: readonly DemandHour[]): { busiest: DemandHour | undefined; quietest: DemandHour | undefined; hidden: number } {
  const order = [...hours].sort((a, b) => b.mean - a.mean);
  return { busiest: order[0], quietest: order[order.length - 1], hidden: hours.reduce((sum, one) => sum + Math.max(0, one.mean - one.served), 0) };
}

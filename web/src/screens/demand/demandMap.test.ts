import { describe, expect, it } from 'vitest';
import type { DemandHour } from '@/api/predictionTypes';
import { heatOf } from '@/parts/HeatMap';
import { demandGrid, demandPeaks } from './demandMap';

const hour = (weekday: number, at: number, mean: number, served = mean): DemandHour => ({ weekday, hour: at, mean, served, p05: 0, p95: mean * 2, seen: 10, full: 0 });

describe('demand of a week', () => {
  it('begins with the weekday that weeks begin with, and shows every hour between the first and the last', () => {
    const grid = demandGrid([hour(1, 9, 1), hour(6, 12, 2)], 0);
    expect(grid.weekdays).toEqual([7, 1, 2, 3, 4, 5, 6]);
    expect(grid.hours).toEqual([9, 10, 11, 12]);
    expect(grid.at(6, 12)?.mean).toBe(2);
    expect(grid.at(2, 9)).toBeUndefined();
    expect(demandGrid([], 1)).toMatchObject({ weekdays: [1, 2, 3, 4, 5, 6, 7], hours: [] });
  });
  it('knows its busiest and quietest hour and what full hours hid', () => {
    const { busiest, quietest, hidden } = demandPeaks([hour(1, 9, 1), hour(5, 17, 4, 3.5), hour(6, 10, 2, 2.2)]);
    expect([busiest?.hour, quietest?.hour, hidden]).toEqual([17, 9, 0.5]);
  });
  it('is as deep as it is large, and never so deep that its figure cannot be read', () => {
    expect(heatOf(0, 4)).toBeLessThan(heatOf(2, 4));
    expect(heatOf(4, 4)).toBeLessThanOrEqual(50);
    expect(heatOf(1, 0)).toBe(heatOf(0, 4));
  });
});

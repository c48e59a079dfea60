import { expect, it } from 'vitest';
import type { Band, BandLocation } from '@/api/types';
import { BANDS } from '@/theme/tokens';
import { nearest } from '@/parts/nearest';
import { layoutBands } from './bandLayout';

const shop = (id: number, band: Band, change: string | null, previousBand: Band | null = band): BandLocation =>
  ({ id: String(id), code: '', name: '', regionId: null, band, previousBand, percentile: String(id), value: null, change, latitude: null, longitude: null, netSales: null });
const many = (count: number) => Array.from({ length: count }, (_, i) => shop(i, BANDS[i % 5]!, ((i % 40) / 100 - 0.2).toFixed(2)));

it('gives each of ten thousand shops a dot inside the strip', () => {
  const { dots } = layoutBands(many(10_000), 1_100, 180);

  expect(dots).toHaveLength(10_000);
  expect(dots.every((d) => d.x >= 0 && d.x <= 1_100 && d.y >= 0 && d.y <= 180)).toBe(true);
});
it('puts elite on the right and growth on top', () => {
  const { dots } = layoutBands([shop(1, 'underperforming', '-0.10'), shop(2, 'elite', '0.10')], 600, 160);

  expect(dots[1]!.shop.band).toBe('elite');
  expect(dots[1]!.x).toBeGreaterThan(dots[0]!.x);
  expect(dots[1]!.y).toBeLessThan(dots[0]!.y);
});
it('tells who rose and who fell', () => {
  const { dots } = layoutBands([shop(1, 'average', '0', 'elite'), shop(2, 'elite', '0', 'average'), shop(3, 'elite', '0')], 600, 160);
  expect(dots.map((d) => [d.shop.id, d.move])).toEqual([['1', -1], ['2', 1], ['3', 0]]);
});
it('fills the width and leaves room for empty bands', () => {
  const { zones } = layoutBands(many(3), 360, 160);
  const last = zones.at(-1)!;
  expect(Math.round(last.x + last.width)).toBe(360);
  expect(zones.every((z) => z.width > 40)).toBe(true);
});
it('gives shops without a band none of its width', () => {
  const { zones, dots } = layoutBands([...many(10), { ...shop(11, 'elite', null), band: null }], 800, 160);
  const last = zones.at(-1)!;
  expect(Math.round(last.x + last.width)).toBe(800);
  expect(dots).toHaveLength(10);
});
it('finds the nearest dot only within reach', () => {
  const dots = [{ x: 10, y: 10 }, { x: 20, y: 10 }];
  expect(nearest(dots, 17, 10, 8)).toBe(dots[1]);
  expect(nearest(dots, 60, 10, 8)).toBeNull();
});

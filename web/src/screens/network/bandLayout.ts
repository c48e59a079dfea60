import type { Band, BandLocation } from '@/api/types';
import { toNumber } from '@/format/numbers';
import { BANDS } from '@/theme/tokens';

export interface Zone { band: Band; x: number; width: number; count: number }
export interface Dot { shop: BandLocation; x: number; y: number; move: -1 | 0 | 1 }
export interface BandLayout { zones: readonly Zone[]; dots: readonly Dot[]; radius: number; /** The y of no change; null when there is nothing to compare with. */ zeroY: number | null; /** The change at the upper edge, as a ratio. */ reach: number }

/** Worst on the left: further right is better, as on any axis. */
const ORDER: readonly Band[] = [...BANDS].reverse();
const GAP = 4;
/** An empty band still shows its whole name. */
const ROOM_FOR_NAME = 104;
/** A few shops may grow by hundreds of per cent; they must not squeeze all others onto one line. */
const REACH_QUANTILE = 0.96;

/** Places every shop: band and rank give the x, growth gives the y (without growth, rank alone, in a dense weave). */
export function layoutBands(shops: readonly BandLocation[], width: number, height: number): BandLayout {
  const byBand = new Map<Band, BandLocation[]>(ORDER.map((band) => [band, []]));
  for (const shop of shops) if (shop.band) byBand.get(shop.band)?.push(shop);
  // Shops without a band have no place on the strip and take none of its width.
  const total = shops.filter((shop) => shop.band).length || 1;
  const present = ORDER.map((band) => ({ band, members: byBand.get(band)! }));

  const least = Math.min(ROOM_FOR_NAME, (width - GAP * 4) / 5);
  const shared = width - GAP * 4 - least * 5;
  const changes = shops.map((shop) => Math.abs(toNumber(shop.change) ?? 0)).sort((a, b) => a - b);
  const reach = Math.max(0.05, changes[Math.floor((changes.length - 1) * REACH_QUANTILE)] ?? 0);
  const hasChange = shops.some((shop) => toNumber(shop.change) !== null);
  const radius = total <= 60 ? 6.5 : total <= 200 ? 5 : total <= 800 ? 3.5 : total <= 3000 ? 2.25 : 1.5;
  const top = radius + 4;
  const bottom = height - radius - 4;
  const middle = (top + bottom) / 2;

  const zones: Zone[] = [];
  const dots: Dot[] = [];
  let x = 0;
  for (const { band, members } of present) {
    const zoneWidth = least + (shared * members.length) / total;
    zones.push({ band, x, width: zoneWidth, count: members.length });
    members.sort((a, b) => (toNumber(a.percentile) ?? 0) - (toNumber(b.percentile) ?? 0));
    const inner = zoneWidth - 2 * (radius + 3);
    members.forEach((shop, rank) => {
      const share = members.length === 1 ? 0.5 : rank / (members.length - 1);
      const change = toNumber(shop.change);
      const y = hasChange ? middle - Math.max(-1, Math.min(1, (change ?? 0) / reach)) * (middle - top) : middle + ((((rank * 7) % 11) - 5) / 5) * (middle - top) * 0.7;
      const move = shop.previousBand && shop.previousBand !== band ? (ORDER.indexOf(band) > ORDER.indexOf(shop.previousBand) ? 1 : -1) : 0;
      dots.push({ shop, x: x + radius + 3 + share * inner, y, move });
    });
    x += zoneWidth + GAP;
  }
  return { zones, dots, radius, zeroY: hasChange ? middle : null, reach };
}

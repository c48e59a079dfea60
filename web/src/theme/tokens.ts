import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import type { Band, BandCounts } from '@/api/types';

const NAMES = {
  surface: '--surface', raised: '--raised', ink: '--ink', ink2: '--ink-2', ink3: '--ink-3', line: '--line', lineStrong: '--line-strong', accent: '--accent',
  brass: '--brass', lastYear: '--last-year', expected: '--expected', land: '--land', landLine: '--land-line', grid: '--grid',
  good: '--good', watch: '--watch', bad: '--bad',
  elite: '--band-elite', high_performer: '--band-high', average: '--band-average', developing: '--band-developing', underperforming: '--band-under',
} as const;
export type Palette = Record<keyof typeof NAMES, string>;

/** The tokens as plain values, for canvas; read again when the scheme changes. */
export function usePalette(): Palette {
  const scheme = useComputedColorScheme('light');
  return useMemo(() => {
    void scheme;
    const style = getComputedStyle(document.documentElement);
    return Object.fromEntries(Object.entries(NAMES).map(([key, name]) => [key, style.getPropertyValue(name).trim()])) as Palette;
  }, [scheme]);
}

export const bandColour = (palette: Palette, band: Band | null): string => (band ? palette[band] : palette.lineStrong);
export const BAND_VARIABLE: Record<Band, string> = {
  elite: 'var(--band-elite)', high_performer: 'var(--band-high)', average: 'var(--band-average)',
  developing: 'var(--band-developing)', underperforming: 'var(--band-under)',
};
/** Best first: the order everywhere. */
export const BANDS: readonly Band[] = ['elite', 'high_performer', 'average', 'developing', 'underperforming'];

const COUNT = { elite: 'elite', high_performer: 'highPerformer', average: 'average', developing: 'developing', underperforming: 'underperforming' } as const satisfies Record<Band, keyof BandCounts>;
/** How many shops a band holds. */
export const countOf = (counts: BandCounts, band: Band): number => counts[COUNT[band]];

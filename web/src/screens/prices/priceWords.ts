import type { PriceItem, PriceTest } from '@/api/predictionTypes';
import { toNumber } from '@/format/numbers';
import type { Tone } from '@/parts/StateMark';

/** What is proposed for a price: as a ratio of today's; 0 where it should stay. */
export function proposedChange({ price, proposed }: Pick<PriceItem, 'price' | 'proposed'>): number {
  const [now, then] = [toNumber(price) ?? 0, toNumber(proposed) ?? 0];
  return now <= 0 ? 0 : then / now - 1;
}

/** How strongly units follow the price, in a word. */
export function responseWord({ elasticity }: Pick<PriceItem, 'elasticity'>): 'hardly' | 'less' | 'more' {
  const size = Math.abs(elasticity);
  return size < 0.3 ? 'hardly' : size < 1 ? 'less' : 'more';
}

export const VERDICT_TONES: Record<PriceTest['verdict'], Tone> = { waiting: 'waiting', running: 'busy', decided: 'good', ended: 'quiet' };

/** How far a trial is towards the size that was fixed before it began. */
export const testShare = ({ seen, planned }: Pick<PriceTest, 'seen' | 'planned'>) => (planned <= 0 ? 0 : Math.min(1, seen / planned));

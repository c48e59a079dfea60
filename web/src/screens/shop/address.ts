import type { Day } from '@/api/types';
import { isDay } from '@/period/period';
import { readScope, textOf, type ScopeAddress } from '@/scope/address';

/** The day shown (today when left out) and what is open beside it. */
export interface ShopAddress extends ScopeAddress {
  date?: Day | undefined;
  sale?: string | undefined;
  booking?: string | undefined;
  panel?: 'edit' | 'targets' | undefined;
}
export const readShopAddress = (search: Record<string, unknown>): ShopAddress => ({
  ...readScope(search),
  date: isDay(search['date']) ? search['date'] : undefined,
  sale: textOf(search['sale']),
  booking: textOf(search['booking']),
  panel: search['panel'] === 'edit' || search['panel'] === 'targets' ? search['panel'] : undefined,
});

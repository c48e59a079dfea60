import type { Row } from '@tanstack/react-table';
import type { ShopsAddress, SortKey } from './address';
import type { ShopRow } from './useShopRows';

/** What the table of a desk and the cards of a phone both need. */
export interface ShopListProps {
  rows: readonly Row<ShopRow>[];
  currency: string;
  areFiguresLoading: boolean;
  sortedBy: SortKey;
  isFalling: boolean;
  openId: string | undefined;
  onPick: (id: string) => void;
  onSort: (sort: ShopsAddress['sort']) => void;
}

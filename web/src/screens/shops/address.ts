import type { Band, LocationStatus } from '@/api/types';
import { readScope, oneOf, textOf, type ScopeAddress } from '@/scope/address';
import { BANDS } from '@/theme/tokens';

export const STATUSES: readonly LocationStatus[] = ['open', 'candidate', 'signed', 'building', 'suspended', 'transferred', 'terminated', 'closed'];
export const SORTABLE = ['name', 'region', 'netSales', 'change', 'visits', 'ticket', 'band'] as const;
export type SortKey = (typeof SORTABLE)[number];

/** Everything the shop list shows by choice lives here, so the view can be copied. */
export interface ShopsAddress extends ScopeAddress {
  q?: string | undefined;
  band?: Band | undefined;
  status?: LocationStatus | undefined;
  region?: string | undefined;
  /** A column, with "-" before it for falling. */
  sort?: SortKey | `-${SortKey}` | undefined;
  /** The shop whose side panel is open. */
  open?: string | undefined;
}
const SORTS = SORTABLE.flatMap((key) => [key, `-${key}`] as const);

export const readShopsAddress = (search: Record<string, unknown>): ShopsAddress => ({
  ...readScope(search),
  q: textOf(search['q']),
  band: oneOf(search['band'], BANDS),
  status: oneOf(search['status'], STATUSES),
  region: textOf(search['region']),
  sort: oneOf(search['sort'], SORTS),
  open: textOf(search['open']),
});

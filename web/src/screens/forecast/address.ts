import { oneOf, readScope, textOf, type ScopeAddress } from '@/scope/address';

export const UNIT_SORTS = ['name', 'expected', 'change'] as const;
export type UnitSort = (typeof UNIT_SORTS)[number];
const SORTS = UNIT_SORTS.flatMap((key) => [key, `-${key}`] as const);

/** How far apart the points lie, which month is looked into, and how the units stand. */
export interface ForecastAddress extends ScopeAddress {
  by?: 'day' | undefined;
  month?: string | undefined;
  per?: 'location' | undefined;
  sort?: UnitSort | `-${UnitSort}` | undefined;
  /** The prediction that is followed in the side panel. */
  trail?: string | undefined;
}

export const readForecastAddress = (search: Record<string, unknown>): ForecastAddress => ({
  ...readScope(search),
  by: oneOf(search['by'], ['day']),
  month: typeof search['month'] === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(search['month']) ? search['month'] : undefined,
  per: oneOf(search['per'], ['location']),
  sort: oneOf(search['sort'], SORTS),
  trail: textOf(search['trail']),
});

import { oneOf, readScope, textOf, type ScopeAddress } from '@/scope/address';

/** Which forecast is judged, how far apart its points lie, and which one is followed. */
export interface AccuracyAddress extends ScopeAddress {
  forecast?: string | undefined;
  by?: 'day' | undefined;
  trail?: string | undefined;
}
export const readAccuracyAddress = (search: Record<string, unknown>): AccuracyAddress => ({
  ...readScope(search), forecast: textOf(search['forecast']), by: oneOf(search['by'], ['day']), trail: textOf(search['trail']),
});

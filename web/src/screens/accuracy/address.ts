import { OUTCOME_KINDS, type OutcomeKind } from '@/api/predictionTypes';
import { oneOf, readScope, textOf, type ScopeAddress } from '@/scope/address';

/** What is judged (revenue, when nothing is said), which forecast of it, how far apart its points lie, and which one is followed. */
export interface AccuracyAddress extends ScopeAddress {
  of?: OutcomeKind | undefined;
  forecast?: string | undefined;
  by?: 'day' | undefined;
  trail?: string | undefined;
}
export const readAccuracyAddress = (search: Record<string, unknown>): AccuracyAddress => ({
  ...readScope(search), of: oneOf(search['of'], OUTCOME_KINDS), forecast: textOf(search['forecast']), by: oneOf(search['by'], ['day']), trail: textOf(search['trail']),
});

import { CLIENT_SORTS, CLIENT_STATES, CLIENT_STEPS, type ClientSort, type ClientState, type ClientStep } from '@/api/predictionTypes';
import { oneOf, readScope, textOf, type ScopeAddress } from '@/scope/address';

/** From which chance of no visit on. */
export const LEAST_RISKS = ['0.6', '0.75', '0.9'] as const;

export interface RetentionAddress extends ScopeAddress {
  state?: ClientState | undefined;
  step?: ClientStep | undefined;
  risk?: (typeof LEAST_RISKS)[number] | undefined;
  sort?: ClientSort | undefined;
  /** The client whose panel is open. */
  open?: string | undefined;
}
export const readRetentionAddress = (search: Record<string, unknown>): RetentionAddress => ({
  ...readScope(search),
  state: oneOf(search['state'], CLIENT_STATES),
  step: oneOf(search['step'], CLIENT_STEPS),
  risk: oneOf(search['risk'], LEAST_RISKS),
  sort: oneOf(search['sort'], CLIENT_SORTS),
  open: textOf(search['open']),
});

import type { Day } from '@/api/types';
import { isDay } from '@/period/period';
import { readScope, textOf, type ScopeAddress } from '@/scope/address';

/** Its own days, apart from the period of the figures: a trail is read backwards from now. */
export interface AuditAddress extends ScopeAddress {
  since?: Day | undefined;
  until?: Day | undefined;
  actor?: string | undefined;
  action?: string | undefined;
  q?: string | undefined;
  /** The event whose panel is open. */
  open?: string | undefined;
}
export const readAuditAddress = (search: Record<string, unknown>): AuditAddress => ({
  ...readScope(search),
  since: isDay(search['since']) ? search['since'] : undefined,
  until: isDay(search['until']) ? search['until'] : undefined,
  actor: textOf(search['actor']),
  action: textOf(search['action']),
  q: textOf(search['q']),
  open: textOf(search['open']),
});

/** What the server records; those of other modules are reached by text. */
export const ACTIONS = [
  'created', 'changed', 'deleted', 'signed_in', 'sign_in_failed', 'signed_out', 'locked_out', 'token_reused', 'sessions_ended', 'password_changed',
  'key_created', 'key_revoked', 'person_created', 'person_changed',
] as const;

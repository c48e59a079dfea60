import type { PersonStatus, Role } from '@/api/types';
import { oneOf, readScope, textOf, type ScopeAddress } from '@/scope/address';

export const ROLES: readonly Role[] = ['executive', 'regional_manager', 'owner', 'location_manager', 'barber', 'partner_developer', 'support', 'client'];
export const PERSON_STATUSES: readonly PersonStatus[] = ['active', 'locked', 'disabled'];

export interface PeopleAddress extends ScopeAddress {
  q?: string | undefined;
  role?: Role | undefined;
  status?: PersonStatus | undefined;
  view?: 'tree' | undefined;
  /** The person whose panel is open, or `new`. */
  open?: string | undefined;
  /** That person's view of the network is shown in the panel. */
  see?: 'yes' | undefined;
}
export const readPeopleAddress = (search: Record<string, unknown>): PeopleAddress => ({
  ...readScope(search),
  q: textOf(search['q']),
  role: oneOf(search['role'], ROLES),
  status: oneOf(search['status'], PERSON_STATUSES),
  view: search['view'] === 'tree' ? 'tree' : undefined,
  open: textOf(search['open']),
  see: search['see'] === 'yes' ? 'yes' : undefined,
});

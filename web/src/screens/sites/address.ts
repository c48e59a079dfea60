import { readScope, textOf, type ScopeAddress } from '@/scope/address';

export interface SitesAddress extends ScopeAddress {
  /** The candidate whose panel is open, or "new". */
  open?: string | undefined;
}
export const readSitesAddress = (search: Record<string, unknown>): SitesAddress => ({ ...readScope(search), open: textOf(search['open']) });

import { readScope, textOf, type ScopeAddress } from '@/scope/address';

export interface PricesAddress extends ScopeAddress {
  /** The service whose panel is open. */
  open?: string | undefined;
  /** The trial whose panel is open, or "new". */
  test?: string | undefined;
}
export const readPricesAddress = (search: Record<string, unknown>): PricesAddress => ({ ...readScope(search), open: textOf(search['open']), test: textOf(search['test']) });

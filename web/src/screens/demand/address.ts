import { readScope, textOf, type ScopeAddress } from '@/scope/address';

export interface DemandAddress extends ScopeAddress {
  service?: string | undefined;
  /** The hour that is looked at, such as "3-14": weekday 1 to 7, hour 0 to 23. */
  hour?: string | undefined;
}
export const readDemandAddress = (search: Record<string, unknown>): DemandAddress => ({
  ...readScope(search), service: textOf(search['service']), hour: typeof search['hour'] === 'string' && /^[1-7]-\d{1,2}$/.test(search['hour']) ? search['hour'] : undefined,
});

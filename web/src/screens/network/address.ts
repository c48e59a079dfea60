import type { Band } from '@/api/types';
import { readScope, oneOf, type ScopeAddress } from '@/scope/address';
import { BANDS } from '@/theme/tokens';

export interface NetworkAddress extends ScopeAddress { band?: Band | undefined }
export const readNetworkAddress = (search: Record<string, unknown>): NetworkAddress => ({ ...readScope(search), band: oneOf(search['band'], BANDS) });

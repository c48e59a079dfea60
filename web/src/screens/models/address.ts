import { MODEL_KINDS, MODEL_STATES, type ModelKind, type ModelState } from '@/api/predictionTypes';
import { oneOf, readScope, textOf, type ScopeAddress } from '@/scope/address';

export interface ModelsAddress extends ScopeAddress {
  tab?: 'runs' | undefined;
  kind?: ModelKind | undefined;
  state?: ModelState | undefined;
  /** The version whose panel is open. */
  open?: string | undefined;
}
export const readModelsAddress = (search: Record<string, unknown>): ModelsAddress => ({
  ...readScope(search),
  tab: oneOf(search['tab'], ['runs']),
  kind: oneOf(search['kind'], MODEL_KINDS),
  state: oneOf(search['state'], MODEL_STATES),
  open: textOf(search['open']),
});

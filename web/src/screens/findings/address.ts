import { FINDING_KINDS, type FindingKind } from '@/api/predictionTypes';
import { oneOf, readScope, textOf, type ScopeAddress } from '@/scope/address';

export interface FindingsAddress extends ScopeAddress {
  kind?: FindingKind | undefined;
  /** The finding whose panel is open. */
  open?: string | undefined;
}
export const readFindingsAddress = (search: Record<string, unknown>): FindingsAddress => ({ ...readScope(search), kind: oneOf(search['kind'], FINDING_KINDS), open: textOf(search['open']) });

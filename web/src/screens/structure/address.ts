import { readScope, textOf, type ScopeAddress } from '@/scope/address';

export interface StructureAddress extends ScopeAddress {
  q?: string | undefined;
  archived?: '1' | undefined;
  /** The unit whose panel is open, or `new`. */
  open?: string | undefined;
  /** What a new unit is put below. */
  below?: string | undefined;
}
export const readStructureAddress = (search: Record<string, unknown>): StructureAddress => ({
  ...readScope(search),
  q: textOf(search['q']),
  archived: search['archived'] === '1' ? '1' : undefined,
  open: textOf(search['open']),
  below: textOf(search['below']),
});

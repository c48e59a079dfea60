import type { Compare, Day } from '@/api/types';
import { isDay, PRESETS, type PeriodChoice } from '@/period/period';

/** What every screen's address carries: whose figures, for which place, over which days, against what. */
export interface ScopeAddress {
  network?: string | undefined;
  node?: string | undefined;
  period?: PeriodChoice | undefined;
  from?: Day | undefined;
  to?: Day | undefined;
  compare?: Compare | undefined;
}
export const SCOPE_KEYS = ['network', 'node', 'period', 'from', 'to', 'compare'] as const;

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined);
export const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined => allowed.find((candidate) => candidate === value);
export const textOf = text;

/** Reads an address without trusting it: what is not understood is left out and the default holds. */
export function readScope(search: Record<string, unknown>): ScopeAddress {
  return {
    network: text(search['network']),
    node: text(search['node']),
    period: oneOf(search['period'], [...PRESETS, 'custom']),
    from: isDay(search['from']) ? search['from'] : undefined,
    to: isDay(search['to']) ? search['to'] : undefined,
    compare: oneOf(search['compare'], ['year', 'previous', 'none']),
  };
}

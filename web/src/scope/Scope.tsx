import { createContext, useContext } from 'react';
import type { Compare, Me, Network, Permission } from '@/api/types';
import type { Period, PeriodChoice } from '@/period/period';
import type { ScopeAddress } from './address';
import type { TreeIndex } from './treeIndex';

/** Where the reader stands: network, place, period, comparison. Every screen inside the frame reads it. */
export interface Scope {
  me: Me;
  network: Network;
  networks: readonly Network[];
  /** Undefined while the tree still loads; screens that only need ids do not wait for it. */
  tree: TreeIndex | undefined;
  nodeId: string | undefined;
  period: Period;
  periodChoice: PeriodChoice;
  compare: Compare;
  /** Today in the network's zone. */
  today: string;
  /** The period includes today, so its figures still move. */
  isOpen: boolean;
  can(permission: Permission): boolean;
  /** Changes the address in place of the parts named; undefined removes a part. */
  change(patch: Partial<ScopeAddress>): void;
}

export const ScopeContext = createContext<Scope | null>(null);

export function useScope(): Scope {
  const scope = useContext(ScopeContext);
  if (!scope) throw new Error('useScope is for screens inside the frame');
  return scope;
}

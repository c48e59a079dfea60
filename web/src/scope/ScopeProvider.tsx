import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, type ReactNode } from 'react';
import { networksQuery, treeQuery } from '@/api/queries';
import type { Network } from '@/api/types';
import { permits, useMe } from '@/auth/session';
import { contains, DEFAULT_PRESET, periodOf, todayIn } from '@/period/period';
import { readScope, type ScopeAddress } from './address';
import { ScopeContext, type Scope } from './Scope';
import { indexTree } from './treeIndex';
import { useToday } from './useToday';
import { withSearch } from './withSearch';

interface Props {
  children: ReactNode;
  /** Shown until the networks are known. */
  loading: ReactNode;
  /** Shown when the person has no network at all. */
  empty: ReactNode;
  failed: (error: Error, retry: () => void) => ReactNode;
}

export function ScopeProvider({ children, loading, empty, failed }: Props) {
  const me = useMe();
  const address = readScope(useSearch({ strict: false }) as Record<string, unknown>);
  const networks = useQuery(networksQuery());
  const network = networks.data?.items.find((candidate) => candidate.slug === address.network) ?? networks.data?.items[0];

  if (networks.isError && !networks.data) return failed(networks.error, () => void networks.refetch());
  if (networks.isPending) return loading;
  if (!network) return empty;
  return <Provided me={me} network={network} networks={networks.data?.items ?? []} address={address}>{children}</Provided>;
}

interface ProvidedProps { me: Scope['me']; network: Network; networks: readonly Network[]; address: ScopeAddress; children: ReactNode }

function Provided({ me, network, networks, address, children }: ProvidedProps) {
  const navigate = useNavigate();
  const tree = useQuery({ ...treeQuery(network.id), select: indexTree }).data;
  const readToday = useCallback((now: number) => todayIn(network.timeZone, now), [network.timeZone]);
  const today = useToday(readToday);
  const change = useCallback(
    (patch: Partial<ScopeAddress>) => void navigate({ to: '.', search: withSearch(patch) }),
    [navigate],
  );

  const { node, period: choice, from, to, compare = 'year' } = address;
  const scope = useMemo<Scope>(() => {
    const period = periodOf({ period: choice, from, to }, today);
    return {
      me, network, networks, tree, nodeId: node, period, compare, today, change,
      periodChoice: choice ?? (from && to ? 'custom' : DEFAULT_PRESET),
      isOpen: contains(period, today),
      can: (permission) => permits(me, network.id, permission),
    };
  }, [me, network, networks, tree, node, choice, from, to, compare, today, change]);

  return <ScopeContext value={scope}>{children}</ScopeContext>;
}

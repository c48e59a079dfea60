import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { paths } from './paths';
import type {
  Compare, Dashboard, DashboardRequest, LocationNode, Me, MeasureDefinition, MeasureRows, Network, Page, SearchHit, Snapshot, Tree,
} from './types';

const MINUTE = 60_000;

export const meQuery = () =>
  queryOptions({ queryKey: ['me'], queryFn: ({ signal }) => api.get<Me>(paths.me, { signal }), staleTime: 5 * MINUTE, retry: false });

export const networksQuery = () =>
  queryOptions({
    queryKey: ['networks'],
    queryFn: ({ signal }) => api.get<Page<Network>>(paths.networks, { signal, query: { limit: 200, sort: 'name' } }),
    staleTime: 5 * MINUTE,
  });

export const treeQuery = (networkId: string) =>
  queryOptions({
    queryKey: ['tree', networkId],
    queryFn: ({ signal }) => api.get<Tree>(paths.tree(networkId), { signal }),
    staleTime: 5 * MINUTE,
  });

/** `isOpen`: the period still runs, so the figures move and are asked again every 15 s (requirement RT-05). */
export const dashboardQuery = (request: DashboardRequest, isOpen: boolean) =>
  queryOptions({
    queryKey: ['dashboard', request],
    queryFn: ({ signal }) => api.post<Dashboard>(paths.dashboard, { signal, body: request }),
    staleTime: isOpen ? 10_000 : 5 * MINUTE,
    refetchInterval: isOpen ? 15_000 : false,
  });

export interface MeasuresRequest {
  networkId: string; measures: string[]; from: string; to: string; by: 'day' | 'week' | 'month' | 'year' | 'total';
  per: 'location' | 'group' | 'region' | 'network'; node?: string | undefined; compare?: Compare;
}
export const measuresQuery = ({ networkId, measures, compare, ...rest }: MeasuresRequest) =>
  queryOptions({
    queryKey: ['measures', networkId, measures, compare, rest],
    queryFn: ({ signal }) =>
      api.get<MeasureRows>(paths.measures(networkId), {
        signal,
        query: { ...rest, measures: measures.join(','), compare: compare === 'none' ? undefined : compare },
      }),
    staleTime: MINUTE,
  });

export const locationQuery = (locationId: string) =>
  queryOptions({
    queryKey: ['location', locationId],
    queryFn: ({ signal }) => api.get<LocationNode>(paths.location(locationId), { signal }),
    staleTime: 5 * MINUTE,
  });

export const snapshotQuery = (locationId: string, from: string, to: string, compare: Compare) =>
  queryOptions({
    queryKey: ['snapshot', locationId, from, to, compare],
    queryFn: ({ signal }) =>
      api.get<Snapshot>(paths.snapshot(locationId), { signal, query: { from, to, compare: compare === 'none' ? undefined : compare } }),
    staleTime: MINUTE,
  });

export const catalogueQuery = () =>
  queryOptions({
    queryKey: ['catalogue'],
    queryFn: ({ signal }) => api.get<Page<MeasureDefinition>>(paths.catalogue, { signal }),
    staleTime: 60 * MINUTE,
  });

export const searchQuery = (networkId: string, text: string) =>
  queryOptions({
    queryKey: ['search', networkId, text],
    queryFn: ({ signal }) => api.get<Page<SearchHit>>(paths.search(networkId), { signal, query: { q: text } }),
    staleTime: MINUTE,
    enabled: text.length >= 2,
  });

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { paths, type UnitKind } from './paths';
import type {
  ApiKey, AuditEvent, Compare, Dashboard, DashboardRequest, Day, DeviceSession, ImportProfile, ImportRun, LocationNode, Me, MeasureDefinition, MeasureRows, Network, OpeningSpan, Page,
  Person, RefusedRow, Sale, SearchHit, ShopDay, Snapshot, Target, Tree, UnitDetail,
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

export const treeQuery = (networkId: string, withArchived = false) =>
  queryOptions({
    queryKey: ['tree', networkId, withArchived],
    queryFn: ({ signal }) => api.get<Tree>(paths.tree(networkId), { signal, query: { archived: withArchived || undefined } }),
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

export const dayQuery = (locationId: string, date: Day, isToday: boolean) =>
  queryOptions({
    queryKey: ['day', locationId, date],
    queryFn: ({ signal }) => api.get<ShopDay>(paths.day(locationId), { signal, query: { date } }),
    staleTime: isToday ? 10_000 : 5 * MINUTE,
    refetchInterval: isToday ? 30_000 : false,
  });

export const saleQuery = (locationId: string, saleId: string) =>
  queryOptions({
    queryKey: ['sale', locationId, saleId],
    queryFn: ({ signal }) => api.get<Sale>(paths.sale(locationId, saleId), { signal }),
    staleTime: MINUTE,
  });

export type Filters = Record<string, string | undefined>;
/** A list that is read on as the reader scrolls. */
export const listOf = <T>(key: string, path: string, filters: Filters, limit = 100) =>
  infiniteQueryOptions({
    queryKey: [key, path, filters],
    queryFn: ({ signal, pageParam }) => api.get<Page<T>>(path, { signal, query: { ...filters, limit, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const peopleQuery = (networkId: string, filters: Filters) => listOf<Person>('people', paths.people(networkId), filters, 200);
export const auditQuery = (networkId: string, filters: Filters) => listOf<AuditEvent>('audit', paths.audit(networkId), filters);
export const importsQuery = (networkId: string) => listOf<ImportRun>('imports', paths.imports(networkId), {}, 50);
export const refusedQuery = (networkId: string, importId: string) => listOf<RefusedRow>('refused', paths.refused(networkId, importId), {}, 200);

export const previewPersonQuery = (networkId: string, personId: string) =>
  queryOptions({ queryKey: ['see-as', networkId, personId], queryFn: ({ signal }) => api.get<Me>(paths.preview(networkId, personId), { signal }) });

export const keysQuery = () =>
  queryOptions({ queryKey: ['keys'], queryFn: ({ signal }) => api.get<Page<ApiKey>>(paths.keys, { signal }), staleTime: MINUTE });

export const sessionsQuery = () =>
  queryOptions({ queryKey: ['sessions'], queryFn: ({ signal }) => api.get<{ items: DeviceSession[] }>(paths.sessions, { signal }), staleTime: MINUTE });

export const profilesQuery = (networkId: string) =>
  queryOptions({
    queryKey: ['import-profiles', networkId],
    queryFn: ({ signal }) => api.get<Page<ImportProfile>>(paths.importProfiles(networkId), { signal }),
    staleTime: 60 * MINUTE,
  });

export const isUnderWay = (run: ImportRun | undefined) => run?.state === 'queued' || run?.state === 'running';

/** Asked every second while it runs, so that progress can be watched. */
export const importQuery = (networkId: string, importId: string) =>
  queryOptions({
    queryKey: ['import', networkId, importId],
    queryFn: ({ signal }) => api.get<ImportRun>(paths.import(networkId, importId), { signal }),
    refetchInterval: (query) => (isUnderWay(query.state.data) ? 1_000 : false),
  });

export const unitQuery = (kind: UnitKind, id: string) =>
  queryOptions({ queryKey: ['unit', kind, id], queryFn: ({ signal }) => api.get<UnitDetail>(paths.unit(kind, id), { signal }) });

export const hoursQuery = (locationId: string) =>
  queryOptions({ queryKey: ['hours', locationId], queryFn: ({ signal }) => api.get<{ hours: OpeningSpan[]; from?: Day }>(paths.hours(locationId), { signal }) });

export const targetsQuery = (networkId: string, nodeId: string) =>
  queryOptions({ queryKey: ['targets', networkId, nodeId], queryFn: ({ signal }) => api.get<Page<Target>>(paths.targets(networkId), { signal, query: { nodeId } }) });

import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { paths } from './paths';
import { listOf, type Filters } from './queries';
import type { Catalogue, Comparison, Conflict, Connection, FieldMap, Health, Held, HookAddress, Place, RecordTrace, Run, Stream, Usage, VendorMessage } from './hubTypes';
import type { Page } from './types';

const MINUTE = 60_000;
const WATCHED = 5_000;

/** All of a network, page after page: the wall filters and sorts what it holds, and a network has some dozens to some hundreds. */
export const connectionsQuery = (networkId: string) =>
  queryOptions({
    queryKey: ['connections', networkId],
    queryFn: async ({ signal }) => {
      const all: Connection[] = [];
      let cursor: string | undefined;
      do {
        const page: Page<Connection> = await api.get(paths.integrations(networkId), { signal, query: { limit: 200, cursor } });
        all.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      return all.filter((one) => one.state !== 'removed');
    },
    refetchInterval: 2 * WATCHED,
  });

/** The systems that a network can connect: those that come with the house, and its own. */
export const integrationCatalogueQuery = (networkId: string) =>
  queryOptions({
    queryKey: ['integration-catalogue', networkId],
    queryFn: async ({ signal }): Promise<Catalogue> => {
      const [all, own] = await Promise.all([api.get<Catalogue>(paths.integrationCatalogue, { signal }), api.get<Pick<Catalogue, 'items'>>(paths.connectors(networkId), { signal })]);
      return { categories: all.categories, items: own.items };
    },
    staleTime: 5 * MINUTE,
  });

/** What is asked about one connection. */
export const connectionQueries = (networkId: string, id: string) => {
  const base = paths.connection(networkId, id);
  const key = (name: string) => ['connection', networkId, id, name] as const;
  const list = <T>(name: string, path: string, filters: Filters = {}) => ({ ...listOf<T>(`connection-${name}`, `${base}/${path}`, filters, 50), refetchInterval: WATCHED });
  return {
    one: queryOptions({ queryKey: key('one'), queryFn: ({ signal }) => api.get<Connection>(base, { signal }), refetchInterval: WATCHED }),
    health: queryOptions({ queryKey: key('health'), queryFn: ({ signal }) => api.get<Health>(`${base}/health`, { signal }), refetchInterval: MINUTE }),
    streams: queryOptions({ queryKey: key('streams'), queryFn: ({ signal }) => api.get<Page<Stream>>(`${base}/streams`, { signal }), refetchInterval: WATCHED }),
    /** Asked again soon while there are none: the vendor is only just telling which it has. */
    places: queryOptions({
      queryKey: key('places'), queryFn: ({ signal }) => api.get<{ items: Place[] }>(`${base}/places`, { signal }),
      refetchInterval: (query) => (query.state.data?.items.length === 0 ? 3_000 : MINUTE),
    }),
    usage: queryOptions({ queryKey: key('usage'), queryFn: ({ signal }) => api.get<Usage>(`${base}/usage`, { signal, query: { hours: 24 } }), refetchInterval: MINUTE }),
    hook: queryOptions({ queryKey: key('hook'), queryFn: ({ signal }) => api.get<HookAddress>(`${base}/messages/address`, { signal }), staleTime: MINUTE }),
    runs: (stream?: string) => list<Run>('runs', 'runs', { stream }),
    held: list<Held>('held', 'errors'),
    conflicts: (state?: string) => list<Conflict>('conflicts', 'conflicts', { state }),
    comparisons: list<Comparison>('comparisons', 'comparisons'),
    messages: (state?: string) => list<VendorMessage>('messages', 'messages', { state }),
    trace: (recordId: string) => queryOptions({ queryKey: key(`trace-${recordId}`), queryFn: ({ signal }) => api.get<RecordTrace>(`${base}/records/${recordId}/trace`, { signal }) }),
  };
};

export const fieldMapQuery = (networkId: string, vendor: string, stream: string) =>
  queryOptions({ queryKey: ['field-map', networkId, vendor, stream], queryFn: ({ signal }) => api.get<FieldMap>(paths.fieldMap(networkId, vendor, stream), { signal }) });

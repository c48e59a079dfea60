import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { paths } from './paths';
import { listOf, type Filters } from './queries';
import type {
  AccessReport, Catalogue, Comparison, Conflict, ConflictRule, Connection, ConnectorText, ConnectorVersion, FieldMap, Health, Held, HookAddress, IntegrationStatus, MappingFault, MapVersion, PlaceList, Push, PushRule, RecordTrace,
  RefusedMessages, Run, Stream, Usage, VendorMessage, VendorMessageDetail,
} from './hubTypes';
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
      queryKey: key('places'), queryFn: ({ signal }) => api.get<PlaceList>(`${base}/places`, { signal }),
      refetchInterval: (query) => (query.state.data?.items.length === 0 ? 3_000 : MINUTE),
    }),
    usage: queryOptions({ queryKey: key('usage'), queryFn: ({ signal }) => api.get<Usage>(`${base}/usage`, { signal, query: { hours: 24 } }), refetchInterval: MINUTE }),
    hook: queryOptions({ queryKey: key('hook'), queryFn: ({ signal }) => api.get<HookAddress>(`${base}/messages/address`, { signal }), staleTime: MINUTE }),
    runs: (stream?: string) => list<Run>('runs', 'runs', { stream }),
    held: list<Held>('held', 'errors'),
    conflicts: (state?: string) => list<Conflict>('conflicts', 'conflicts', { state }),
    comparisons: list<Comparison>('comparisons', 'comparisons'),
    conflictRules: queryOptions({ queryKey: key('conflict-rules'), queryFn: ({ signal }) => api.get<Page<ConflictRule>>(`${base}/conflict-rules`, { signal }) }),
    pushes: (state?: string) => list<Push>('pushes', 'pushes', { state }),
    pushRules: queryOptions({ queryKey: key('push-rules'), queryFn: ({ signal }) => api.get<Page<PushRule>>(`${base}/push-rules`, { signal }) }),
    messages: (state?: string) => list<VendorMessage>('messages', 'messages', { state }),
    message: (messageId: string) => queryOptions({ queryKey: key(`message-${messageId}`), queryFn: ({ signal }) => api.get<VendorMessageDetail>(`${base}/messages/${messageId}`, { signal }) }),
    refused: queryOptions({ queryKey: key('refused'), queryFn: ({ signal }) => api.get<Page<RefusedMessages>>(`${base}/messages/refused`, { signal }), refetchInterval: MINUTE }),
    faults: queryOptions({ queryKey: key('faults'), queryFn: ({ signal }) => api.get<{ items: MappingFault[] }>(paths.mappingFaults(networkId), { signal, query: { connectionId: id, limit: 200 } }) }),
    trace: (recordId: string) => queryOptions({ queryKey: key(`trace-${recordId}`), queryFn: ({ signal }) => api.get<RecordTrace>(`${base}/records/${recordId}/trace`, { signal }) }),
  };
};

export const fieldMapQuery = (networkId: string, vendor: string, stream: string) =>
  queryOptions({ queryKey: ['field-map', networkId, vendor, stream], queryFn: ({ signal }) => api.get<FieldMap>(paths.fieldMap(networkId, vendor, stream), { signal }) });

export const mapVersionsQuery = (networkId: string, vendor: string, stream: string) =>
  queryOptions({ queryKey: ['field-map', networkId, vendor, stream, 'versions'], queryFn: ({ signal }) => api.get<{ items: MapVersion[] }>(`${paths.fieldMap(networkId, vendor, stream)}/versions`, { signal }) });

/** A connector with its manifest, and the manifests it had before. */
export const connectorQuery = (networkId: string, name: string) =>
  queryOptions({ queryKey: ['connector', networkId, name], queryFn: ({ signal }) => api.get<ConnectorText>(paths.connector(networkId, name), { signal }) });
export const connectorVersionsQuery = (networkId: string, name: string) =>
  queryOptions({ queryKey: ['connector', networkId, name, 'versions'], queryFn: ({ signal }) => api.get<{ items: ConnectorVersion[] }>(`${paths.connector(networkId, name)}/versions`, { signal }) });

export const accessReportQuery = (networkId: string, days: number) =>
  queryOptions({ queryKey: ['access-report', networkId, days], queryFn: ({ signal }) => api.get<AccessReport>(paths.accessReport(networkId), { signal, query: { days } }), staleTime: MINUTE });

/** Which connections there are and how they stand, in short: for what is shown on every screen. */
export const integrationStatusQuery = (networkId: string) =>
  queryOptions({ queryKey: ['integration-status', networkId], queryFn: ({ signal }) => api.get<IntegrationStatus>(paths.integrationStatus(networkId), { signal }), refetchInterval: MINUTE });

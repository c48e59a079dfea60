import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { paths } from './paths';
import type {
  Accuracy, ClientRisk, ClientRiskSummary, Demand, Finding, ForecastTrail, Model, ModelDetail, NoShowDay, OutcomeKind, Outcomes, PredictionRuns, PriceList, PriceTest, RevenueForecast, RosterProposal, SiteRanking, UnitForecasts,
} from './predictionTypes';
import { listOf, type Filters } from './queries';
import type { Day } from './types';

const MINUTE = 60_000;
/** Forecasts change in the night, or when somebody asks for a run. */
const KEPT = { staleTime: 5 * MINUTE };
export const PREDICTIONS = 'predictions';

export const revenueForecastQuery = (networkId: string, node: string | undefined, by: 'month' | 'day') =>
  queryOptions({
    queryKey: [PREDICTIONS, networkId, 'revenue', node, by], ...KEPT,
    queryFn: ({ signal }) => api.get<RevenueForecast>(`${paths.predictions(networkId)}/revenue`, { signal, query: { node, by } }),
  });

export const unitForecastsQuery = (networkId: string, node: string | undefined, per: 'child' | 'location') =>
  queryOptions({
    queryKey: [PREDICTIONS, networkId, 'revenue-units', node, per], ...KEPT,
    queryFn: ({ signal }) => api.get<UnitForecasts>(`${paths.predictions(networkId)}/revenue/units`, { signal, query: { node, per } }),
  });

export const modelsQuery = (networkId: string, filters: { kind?: string | undefined; state?: string | undefined }) =>
  queryOptions({
    queryKey: [PREDICTIONS, networkId, 'models', filters], staleTime: MINUTE,
    queryFn: ({ signal }) => api.get<{ items: Model[] }>(`${paths.predictions(networkId)}/models`, { signal, query: { ...filters } }),
  });

export const modelQuery = (networkId: string, id: string) =>
  queryOptions({ queryKey: [PREDICTIONS, networkId, 'model', id], staleTime: MINUTE, queryFn: ({ signal }) => api.get<ModelDetail>(`${paths.predictions(networkId)}/models/${id}`, { signal }) });

const isOpen = (runs: PredictionRuns | undefined) => runs?.items.some((run) => run.state === 'queued' || run.state === 'running') ?? false;
/** Asked often while one works, so that its progress can be watched. */
export const runsQuery = (networkId: string) =>
  queryOptions({
    queryKey: [PREDICTIONS, networkId, 'runs'],
    queryFn: ({ signal }) => api.get<PredictionRuns>(`${paths.predictions(networkId)}/runs`, { signal }),
    refetchInterval: (query) => (isOpen(query.state.data) ? 2_000 : MINUTE),
  });

export const accuracyQuery = (networkId: string, node: string | undefined) =>
  queryOptions({ queryKey: [PREDICTIONS, networkId, 'accuracy', node], ...KEPT, queryFn: ({ signal }) => api.get<Accuracy>(`${paths.predictions(networkId)}/accuracy`, { signal, query: { node } }) });

export const outcomesQuery = (networkId: string, kind: OutcomeKind, node: string | undefined) =>
  queryOptions({ queryKey: [PREDICTIONS, networkId, 'outcomes', kind, node], ...KEPT, queryFn: ({ signal }) => api.get<Outcomes>(`${paths.predictions(networkId)}/outcomes`, { signal, query: { kind, node } }) });

export const trailQuery = (networkId: string, forecastId: string) =>
  queryOptions({ queryKey: [PREDICTIONS, networkId, 'trail', forecastId], ...KEPT, queryFn: ({ signal }) => api.get<ForecastTrail>(`${paths.predictions(networkId)}/trail/${forecastId}`, { signal }) });

export const clientsAtRiskQuery = (networkId: string, filters: Filters) => listOf<ClientRisk>('clients-at-risk', `${paths.predictions(networkId)}/clients`, filters, 50);

export const clientSummaryQuery = (networkId: string, node: string | undefined) =>
  queryOptions({ queryKey: [PREDICTIONS, networkId, 'client-summary', node], ...KEPT, queryFn: ({ signal }) => api.get<ClientRiskSummary>(`${paths.predictions(networkId)}/clients/summary`, { signal, query: { node } }) });

export const clientOutlookQuery = (networkId: string, clientId: string) =>
  queryOptions({ queryKey: [PREDICTIONS, networkId, 'client', clientId], ...KEPT, queryFn: ({ signal }) => api.get<ClientRisk>(`${paths.predictions(networkId)}/clients/${clientId}`, { signal }) });

export const noShowQuery = (locationId: string, day: Day) =>
  queryOptions({ queryKey: [PREDICTIONS, 'no-show', locationId, day], staleTime: MINUTE, queryFn: ({ signal }) => api.get<NoShowDay>(paths.noShowRisk(locationId), { signal, query: { day } }) });

export const demandQuery = (networkId: string, locationId: string, service: string | undefined) =>
  queryOptions({ queryKey: [PREDICTIONS, networkId, 'demand', locationId, service], ...KEPT, queryFn: ({ signal }) => api.get<Demand>(paths.demand(locationId), { signal, query: { service } }) });

/** The newest proposal of a week; none yet is a 404, which asking again does not mend. */
export const rosterQuery = (networkId: string, locationId: string, week: Day) =>
  queryOptions({ queryKey: [PREDICTIONS, networkId, 'roster', locationId, week], ...KEPT, retry: false, queryFn: ({ signal }) => api.get<RosterProposal>(`${paths.predictions(networkId)}/rosters`, { signal, query: { location: locationId, week } }) });

export const pricesQuery = (networkId: string, locationId: string) =>
  queryOptions({ queryKey: [PREDICTIONS, networkId, 'prices', locationId], ...KEPT, queryFn: ({ signal }) => api.get<PriceList>(paths.prices(locationId), { signal }) });

export const priceTestsQuery = (networkId: string) =>
  queryOptions({ queryKey: [PREDICTIONS, networkId, 'price-tests'], staleTime: MINUTE, queryFn: ({ signal }) => api.get<{ items: PriceTest[] }>(`${paths.predictions(networkId)}/price-tests`, { signal }) });

export const sitesQuery = (networkId: string, region: string | undefined) =>
  queryOptions({ queryKey: [PREDICTIONS, networkId, 'sites', region], ...KEPT, queryFn: ({ signal }) => api.get<SiteRanking>(`${paths.predictions(networkId)}/sites`, { signal, query: { region } }) });

export const findingsQuery = (networkId: string, filters: Filters) => listOf<Finding>('findings', paths.insights(networkId), filters, 50);

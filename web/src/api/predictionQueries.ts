import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { paths } from './paths';
import type { Model, ModelDetail, PredictionRuns, RevenueForecast, UnitForecasts } from './predictionTypes';

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

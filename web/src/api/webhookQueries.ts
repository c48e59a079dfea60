import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { paths } from './paths';
import { listOf } from './queries';
import type { Page } from './types';
import type { Delivery, DeliveryDetail, EventType, Replay, Webhook, WebhookAnalytics, WebhookNotice } from './webhookTypes';

const MINUTE = 60_000;
/** Deliveries come and go by themselves: what is looked at is asked again. */
const WATCHED = 5_000;

export const webhooksQuery = (networkId: string, state: string | undefined) => ({ ...listOf<Webhook>('webhooks', paths.webhooks(networkId), { state }), refetchInterval: 15_000 });

export const webhookQuery = (networkId: string, id: string) =>
  queryOptions({ queryKey: ['webhook', networkId, id], queryFn: ({ signal }) => api.get<Webhook>(paths.webhook(networkId, id), { signal }), refetchInterval: WATCHED });

export const deliveriesQuery = (networkId: string, id: string, filters: { state?: string | undefined; type?: string | undefined }) =>
  ({ ...listOf<Delivery>('deliveries', `${paths.webhook(networkId, id)}/deliveries`, filters, 50), refetchInterval: WATCHED });

export const deliveryQuery = (networkId: string, id: string, deliveryId: string) =>
  queryOptions({
    queryKey: ['delivery', networkId, id, deliveryId],
    queryFn: ({ signal }) => api.get<DeliveryDetail>(`${paths.webhook(networkId, id)}/deliveries/${deliveryId}`, { signal }),
    refetchInterval: (query) => (query.state.data?.delivery.state === 'pending' ? 2_000 : false),
  });

export const deadLettersQuery = (networkId: string, id: string) => ({ ...listOf<Delivery>('dead-letters', `${paths.webhook(networkId, id)}/dead-letters`, {}, 50), refetchInterval: WATCHED });

export const replaysQuery = (networkId: string, id: string) =>
  queryOptions({
    queryKey: ['replays', networkId, id],
    queryFn: ({ signal }) => api.get<Page<Replay>>(`${paths.webhook(networkId, id)}/replays`, { signal }),
    refetchInterval: (query) => (query.state.data?.items.some((replay) => !replay.finishedAt) ? 1_500 : 30_000),
  });

export const webhookAnalyticsQuery = (networkId: string, id: string, by: 'hour' | 'day') =>
  queryOptions({
    queryKey: ['webhook-analytics', networkId, id, by],
    queryFn: ({ signal }) => api.get<WebhookAnalytics>(`${paths.webhook(networkId, id)}/analytics`, { signal, query: { by } }),
    refetchInterval: 15_000,
  });

export const eventTypesQuery = () =>
  queryOptions({ queryKey: ['event-types'], queryFn: ({ signal }) => api.get<Page<EventType>>(paths.eventTypes, { signal }), staleTime: 60 * MINUTE });

export const webhookNoticesQuery = (networkId: string) =>
  queryOptions({ queryKey: ['webhook-notices', networkId], queryFn: ({ signal }) => api.get<Page<WebhookNotice>>(`${paths.webhooks(networkId)}/notices`, { signal, query: { unread: true } }), refetchInterval: MINUTE });

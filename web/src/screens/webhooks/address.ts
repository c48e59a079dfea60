import { oneOf, readScope, textOf, type ScopeAddress } from '@/scope/address';

export interface WebhooksAddress extends ScopeAddress {
  state?: 'active' | 'paused' | undefined;
  /** The panel in which one is made. */
  open?: 'new' | undefined;
}
export const readWebhooksAddress = (search: Record<string, unknown>): WebhooksAddress => ({
  ...readScope(search),
  state: oneOf(search['state'], ['active', 'paused']),
  open: search['open'] === 'new' ? 'new' : undefined,
});

export const WEBHOOK_TABS = ['overview', 'deliveries', 'dead', 'replay', 'setup'] as const;
export type WebhookTab = (typeof WEBHOOK_TABS)[number];
export interface WebhookAddress extends ScopeAddress {
  tab?: WebhookTab | undefined;
  by?: 'day' | undefined;
  state?: 'pending' | 'delivered' | 'dead' | undefined;
  type?: string | undefined;
  /** The delivery whose panel is open. */
  delivery?: string | undefined;
}
export const readWebhookAddress = (search: Record<string, unknown>): WebhookAddress => ({
  ...readScope(search),
  tab: oneOf(search['tab'], WEBHOOK_TABS),
  by: search['by'] === 'day' ? 'day' : undefined,
  state: oneOf(search['state'], ['pending', 'delivered', 'dead']),
  type: textOf(search['type']),
  delivery: textOf(search['delivery']),
});

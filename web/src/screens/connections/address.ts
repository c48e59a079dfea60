import type { ConnectionState, VendorEnvironment } from '@/api/hubTypes';
import { oneOf, readScope, textOf, type ScopeAddress } from '@/scope/address';

export const STATES: readonly ConnectionState[] = ['active', 'failing', 'needs_reconnect', 'paused', 'authorising', 'draft'];
export const SORTS = ['attention', 'name', 'health', 'lag', 'synced'] as const;
export type Sort = (typeof SORTS)[number];

export interface WallAddress extends ScopeAddress {
  q?: string | undefined;
  state?: ConnectionState | undefined;
  category?: string | undefined;
  environment?: VendorEnvironment | undefined;
  sort?: Exclude<Sort, 'attention'> | undefined;
  /** How a consent at a vendor ended that led to no connection: the code of a problem. */
  outcome?: string | undefined;
}
export const readWallAddress = (search: Record<string, unknown>): WallAddress => ({
  ...readScope(search),
  q: textOf(search['q']),
  state: oneOf(search['state'], STATES),
  category: textOf(search['category']),
  environment: oneOf(search['environment'], ['sandbox', 'live']),
  sort: oneOf(search['sort'], ['name', 'health', 'lag', 'synced']),
  outcome: textOf(search['outcome']),
});

export const CONNECTION_TABS = ['overview', 'places', 'mapping', 'errors', 'conflicts', 'pushes', 'comparisons', 'messages', 'access'] as const;
export type ConnectionTab = (typeof CONNECTION_TABS)[number];
export interface ConnectionAddress extends ScopeAddress {
  tab?: ConnectionTab | undefined;
  stream?: string | undefined;
  /** The record whose way is shown. */
  record?: string | undefined;
  /** How the consent at the vendor ended: `connected`, or the code of a problem. */
  outcome?: string | undefined;
}
export const readConnectionAddress = (search: Record<string, unknown>): ConnectionAddress => ({
  ...readScope(search),
  tab: oneOf(search['tab'], CONNECTION_TABS),
  stream: textOf(search['stream']),
  record: textOf(search['record']),
  outcome: textOf(search['outcome']),
});

export interface CatalogueAddress extends ScopeAddress {
  q?: string | undefined;
  category?: string | undefined;
  /** The system whose panel is open. */
  open?: string | undefined;
}
export const readCatalogueAddress = (search: Record<string, unknown>): CatalogueAddress => ({ ...readScope(search), q: textOf(search['q']), category: textOf(search['category']), open: textOf(search['open']) });

export interface ConnectAddress extends ScopeAddress { vendor?: string | undefined }
export const readConnectAddress = (search: Record<string, unknown>): ConnectAddress => ({ ...readScope(search), vendor: textOf(search['vendor']) });

export interface AccessReportAddress extends ScopeAddress { days?: number | undefined; show?: 'person' | undefined }
export const SPANS = [30, 90, 366] as const;
export const readAccessReportAddress = (search: Record<string, unknown>): AccessReportAddress => ({
  ...readScope(search),
  days: SPANS.find((one) => one === Number(search['days'])),
  show: search['show'] === 'person' ? 'person' : undefined,
});

import type { NodeKind } from './types';

export type UnitKind = Exclude<NodeKind, 'network'>;

// Every address the app asks, once.
const franchise = '/api/v2/franchise';
const ofNetwork = (id: string) => `${franchise}/networks/${id}`;
const ofLocation = (id: string) => `${franchise}/locations/${id}`;

export const paths = {
  me: '/api/v2/auth/me',
  session: '/api/v2/auth/session',
  ownPassword: '/api/v2/auth/password',
  sessions: '/api/v2/auth/sessions',
  keys: '/api/v2/auth/keys',
  networks: `${franchise}/networks`,
  network: ofNetwork,
  tree: (id: string) => `${ofNetwork(id)}/tree`,
  search: (id: string) => `${ofNetwork(id)}/search`,
  measures: (id: string) => `${ofNetwork(id)}/measures`,
  people: (id: string) => `${ofNetwork(id)}/people`,
  person: (id: string, personId: string) => `${ofNetwork(id)}/people/${personId}`,
  grants: (id: string, personId: string) => `${ofNetwork(id)}/people/${personId}/grants`,
  preview: (id: string, personId: string) => `${ofNetwork(id)}/people/${personId}/preview`,
  audit: (id: string) => `${ofNetwork(id)}/audit`,
  verifyAudit: (id: string) => `${ofNetwork(id)}/audit/verify`,
  imports: (id: string) => `${ofNetwork(id)}/imports`,
  importProfiles: (id: string) => `${ofNetwork(id)}/imports/profiles`,
  importPreview: (id: string) => `${ofNetwork(id)}/imports/preview`,
  import: (id: string, importId: string) => `${ofNetwork(id)}/imports/${importId}`,
  refused: (id: string, importId: string) => `${ofNetwork(id)}/imports/${importId}/refused`,
  integrations: (id: string) => `${ofNetwork(id)}/integrations`,
  connection: (id: string, connectionId: string) => `${ofNetwork(id)}/integrations/${connectionId}`,
  integrationCatalogue: `${franchise}/catalogue/integrations`,
  connectors: (id: string) => `${ofNetwork(id)}/connectors`,
  mappings: (id: string) => `${ofNetwork(id)}/mappings`,
  fieldMap: (id: string, vendor: string, stream: string) => `${ofNetwork(id)}/mappings/${vendor}/${stream}`,
  insights: (id: string) => `${ofNetwork(id)}/ai-insights`,
  noShowRisk: (id: string) => `${ofLocation(id)}/no-show-risk`,
  demand: (id: string) => `${ofLocation(id)}/demand`,
  prices: (id: string) => `${ofLocation(id)}/prices`,
  predictions: (id: string) => `${ofNetwork(id)}/predictions`,
  webhooks: (id: string) => `${ofNetwork(id)}/webhooks`,
  webhook: (id: string, webhookId: string) => `${ofNetwork(id)}/webhooks/${webhookId}`,
  eventTypes: `${franchise}/catalogue/events`,
  targets: (id: string) => `${ofNetwork(id)}/targets`,
  units: (id: string, kind: UnitKind) => `${ofNetwork(id)}/${kind}s`,
  unit: (kind: UnitKind, id: string) => `${franchise}/${kind}s/${id}`,
  stream: (id: string) => `${ofNetwork(id)}/stream/performance`,
  location: ofLocation,
  snapshot: (id: string) => `${ofLocation(id)}/snapshot`,
  day: (id: string) => `${ofLocation(id)}/day`,
  sale: (id: string, saleId: string) => `${ofLocation(id)}/sales/${saleId}`,
  hours: (id: string) => `${ofLocation(id)}/opening-hours`,
  catalogue: `${franchise}/catalogue/measures`,
  dashboard: '/api/v2/franchise-ai/network/dashboard',
};

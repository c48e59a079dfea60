// Every address the app asks, once.
const franchise = '/api/v2/franchise';
const ofNetwork = (id: string) => `${franchise}/networks/${id}`;
const ofLocation = (id: string) => `${franchise}/locations/${id}`;

export const paths = {
  me: '/api/v2/auth/me',
  session: '/api/v2/auth/session',
  keys: '/api/v2/auth/keys',
  networks: `${franchise}/networks`,
  network: ofNetwork,
  tree: (id: string) => `${ofNetwork(id)}/tree`,
  search: (id: string) => `${ofNetwork(id)}/search`,
  measures: (id: string) => `${ofNetwork(id)}/measures`,
  people: (id: string) => `${ofNetwork(id)}/people`,
  audit: (id: string) => `${ofNetwork(id)}/audit`,
  imports: (id: string) => `${ofNetwork(id)}/imports`,
  stream: (id: string) => `${ofNetwork(id)}/stream/performance`,
  location: ofLocation,
  snapshot: (id: string) => `${ofLocation(id)}/snapshot`,
  day: (id: string) => `${ofLocation(id)}/day`,
  catalogue: `${franchise}/catalogue/measures`,
  dashboard: '/api/v2/franchise-ai/network/dashboard',
};

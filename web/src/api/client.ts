import { ApiProblem, problemOf } from './problem';

type Query = Record<string, string | number | boolean | null | undefined>;
export interface RequestOptions {
  query?: Query;
  body?: unknown;
  /** The version read before; sent as If-Match, so that a stale write is refused instead of winning. */
  version?: number | string;
  /** Repeating a create with the same key makes it once. */
  idempotencyKey?: string;
  signal?: AbortSignal | undefined;
}

type SignedOutListener = () => void;
let signedOut: SignedOutListener = () => {};
/** Called on any 401 but that of the sign-in itself. */
export function onSignedOut(listener: SignedOutListener) { signedOut = listener; }

export function addressOf(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

async function send(method: string, path: string, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  // Required of cookie-authenticated writes: a foreign page cannot set it without a CORS preflight.
  if (method !== 'GET') headers['X-BookedBarber-Request'] = '1';
  if (options.version !== undefined) headers['If-Match'] = `"${options.version}"`;
  if (options.idempotencyKey) headers['Idempotency-Key'] = options.idempotencyKey;
  const isForm = options.body instanceof FormData;
  if (options.body !== undefined && !isForm) headers['Content-Type'] = 'application/json';

  const init: RequestInit = { method, headers, credentials: 'same-origin', signal: options.signal ?? null };
  if (options.body !== undefined) init.body = isForm ? (options.body as FormData) : JSON.stringify(options.body);
  let response: Response;
  try {
    response = await fetch(addressOf(path, options.query), init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw ApiProblem.offline();
  }
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (problem.status === 401 && !path.endsWith('/auth/session')) signedOut();
  throw problem;
}

async function json<T>(method: string, path: string, options: RequestOptions): Promise<T> {
  const response = await send(method, path, options);
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
}

export const api = {
  get: <T>(path: string, options: RequestOptions = {}) => json<T>('GET', path, options),
  post: <T>(path: string, options: RequestOptions = {}) => json<T>('POST', path, options),
  put: <T>(path: string, options: RequestOptions = {}) => json<T>('PUT', path, options),
  patch: <T>(path: string, options: RequestOptions = {}) => json<T>('PATCH', path, options),
  delete: <T = void>(path: string, options: RequestOptions = {}) => json<T>('DELETE', path, options),
};

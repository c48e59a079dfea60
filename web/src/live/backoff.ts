export interface Backoff { firstMs: number; limitMs: number }
export const STREAM_BACKOFF: Backoff = { firstMs: 500, limitMs: 20_000 };

/** Exponential with full jitter: after a server restart, ten thousand screens must not knock at the same moment. */
export function backoffDelay(attempt: number, random: () => number, { firstMs, limitMs }: Backoff = STREAM_BACKOFF): number {
  const ceiling = Math.min(limitMs, firstMs * 2 ** Math.min(attempt, 16));
  return Math.round(firstMs / 2 + random() * (ceiling - firstMs / 2));
}

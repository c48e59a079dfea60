import type { Delivery, Webhook } from '@/api/webhookTypes';
import type { Tone } from '@/parts/StateMark';

/** How a webhook does, in one word: a key in the namespace `webhooks` under `stateWord`, and its tone. */
export function stateOf(webhook: Pick<Webhook, 'state' | 'pauseReason' | 'failures' | 'lastSuccessAt'>): { word: string; tone: Tone } {
  if (webhook.state === 'paused') return webhook.pauseReason === 'by_hand' ? { word: 'paused', tone: 'waiting' } : { word: webhook.pauseReason === 'gone' ? 'gone' : 'stopped', tone: 'bad' };
  if (webhook.failures > 0) return { word: 'failing', tone: 'watch' };
  return webhook.lastSuccessAt ? { word: 'works', tone: 'good' } : { word: 'unproven', tone: 'quiet' };
}

/** Of a delivery likewise, under `deliveryWord`. */
export function deliveryStateOf(delivery: Pick<Delivery, 'state' | 'attempts'>): { word: string; tone: Tone } {
  if (delivery.state === 'delivered') return { word: 'delivered', tone: 'good' };
  if (delivery.state === 'dead') return { word: 'dead', tone: 'bad' };
  return delivery.attempts > 0 ? { word: 'retrying', tone: 'watch' } : { word: 'waiting', tone: 'waiting' };
}

/** The event types to subscribe to, in words that the server knows: `*` for all, `sale.*` for all of a kind, or one type. */
export function typeChoices(types: readonly { type: string; kind: string }[]): string[] {
  const kinds = [...new Set(types.map((one) => one.kind))].sort();
  return ['*', ...kinds.flatMap((kind) => [`${kind}.*`, ...types.filter((one) => one.kind === kind).map((one) => one.type).sort()])];
}

/** A choice without what another choice already covers. */
export function withoutCovered(chosen: readonly string[]): string[] {
  if (chosen.includes('*')) return ['*'];
  const kinds = new Set(chosen.filter((type) => type.endsWith('.*')).map((type) => type.slice(0, -2)));
  return [...new Set(chosen.filter((type) => type.endsWith('.*') || !kinds.has(type.split('.')[0] ?? '')))];
}

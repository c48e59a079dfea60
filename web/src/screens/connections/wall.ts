import type { Connection, ConnectionState } from '@/api/hubTypes';
import type { Tone } from '@/parts/StateMark';
import type { Sort, WallAddress } from './address';

/** A connection's state: a key in the namespace `connections` under `state`, and its tone. A connection that reads right now is busy. */
export function toneOf(connection: Pick<Connection, 'state' | 'vitals'>): Tone {
  const tones: Record<ConnectionState, Tone> = { active: 'good', failing: 'watch', needs_reconnect: 'bad', paused: 'waiting', authorising: 'busy', draft: 'quiet', removed: 'quiet' };
  return connection.state === 'active' && (connection.vitals?.running ?? 0) > 0 ? 'busy' : tones[connection.state];
}

/** From 0 (does nothing) to 100 (well): in words that a colour-blind reader can tell too. */
export const healthTone = (health: number): 'good' | 'watch' | 'bad' => (health >= 80 ? 'good' : health >= 50 ? 'watch' : 'bad');

/** Needs a person: the number on top of the wall, and what stands first. */
export const needsAttention = (connection: Pick<Connection, 'state'>): boolean => connection.state === 'needs_reconnect' || connection.state === 'failing' || connection.state === 'draft' || connection.state === 'authorising';

const URGENCY: Record<ConnectionState, number> = { needs_reconnect: 0, failing: 1, draft: 2, authorising: 3, active: 4, paused: 5, removed: 6 };
const byName = (a: Connection, b: Connection) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id);
/** What is not known stands last, whichever way the rest runs. */
const byNumber = (read: (connection: Connection) => number | null | undefined, rising: boolean) => (a: Connection, b: Connection) => {
  const [x, y] = [read(a) ?? null, read(b) ?? null];
  if (x === null || y === null) return Number(x === null) - Number(y === null) || byName(a, b);
  return (rising ? x - y : y - x) || byName(a, b);
};
const ORDERS: Record<Sort, (a: Connection, b: Connection) => number> = {
  attention: (a, b) => URGENCY[a.state] - URGENCY[b.state] || byNumber((one) => one.vitals?.health, true)(a, b),
  name: byName,
  health: byNumber((one) => one.vitals?.health, true),
  lag: byNumber((one) => one.vitals?.lagSeconds, false),
  synced: byNumber((one) => (one.vitals?.lastSyncAt ? Date.parse(one.vitals.lastSyncAt) : null), false),
};

type Filters = Pick<WallAddress, 'q' | 'state' | 'category' | 'environment' | 'sort'>;
/** What the wall shows, in its order. `isUnder` says whether a unit lies in the branch at hand. */
export function shownOn(all: readonly Connection[], filters: Filters, isUnder: (nodeId: string) => boolean): Connection[] {
  const needle = filters.q?.trim().toLocaleLowerCase();
  return all
    .filter((one) => (!filters.state || one.state === filters.state) && (!filters.category || one.category === filters.category) && (!filters.environment || one.environment === filters.environment) && isUnder(one.nodeId)
      && (!needle || [one.name, one.title, one.vendor, one.nodeName, one.ownerName, one.accountId].some((text) => text?.toLocaleLowerCase().includes(needle))))
    .sort(ORDERS[filters.sort ?? 'attention']);
}

/** By category, in the catalogue's order; what has none comes last. */
export function byCategory(shown: readonly Connection[], categories: readonly string[]): { category: string | null; items: Connection[] }[] {
  const known = [...categories, ...new Set(shown.map((one) => one.category).filter((one): one is string => one !== null && !categories.includes(one)))];
  return [...known.map((category) => ({ category: category as string | null, items: shown.filter((one) => one.category === category) })), { category: null, items: shown.filter((one) => one.category === null) }]
    .filter((group) => group.items.length > 0);
}

import type { Push } from '@/api/hubTypes';
import type { Tone } from '@/parts/StateMark';

export const PUSH_STATES: readonly Push['state'][] = ['waiting', 'dead', 'done', 'dropped'];

/** How a write does, in one word: a key in the namespace `connections` under `pushes.word`, and its tone. */
export function pushStateOf(push: Pick<Push, 'state' | 'attempts'>): { word: string; tone: Tone } {
  if (push.state === 'waiting') return push.attempts > 0 ? { word: 'retrying', tone: 'watch' } : { word: 'waiting', tone: 'waiting' };
  const ends: Record<Exclude<Push['state'], 'waiting'>, { word: string; tone: Tone }> = { done: { word: 'done', tone: 'good' }, dead: { word: 'dead', tone: 'bad' }, dropped: { word: 'dropped', tone: 'quiet' } };
  return ends[push.state];
}

export interface DeadCause { code: string; detail: string | null; pushes: Push[] }
/** Dead writes by why they failed, the commonest first: what ails many is mended once. */
export function deadByCause(pushes: readonly Push[]): DeadCause[] {
  const causes = new Map<string, DeadCause>();
  for (const push of pushes.filter((one) => one.state === 'dead')) {
    const code = push.code ?? 'unknown';
    const cause = causes.get(code) ?? { code, detail: push.detail, pushes: [] };
    cause.pushes.push(push);
    causes.set(code, cause);
  }
  return [...causes.values()].sort((a, b) => b.pushes.length - a.pushes.length || a.code.localeCompare(b.code));
}

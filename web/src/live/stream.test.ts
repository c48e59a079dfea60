import { describe, expect, it } from 'vitest';
import type { LiveFigures, StreamFrame } from '@/api/types';
import { backoffDelay, STREAM_BACKOFF } from './backoff';
import { applyFrame, emptyLiveState, TAPE_LENGTH } from './liveState';
import { SILENCE_LIMIT_MS, StreamClient, type StreamSocket } from './streamClient';

const at = '2026-08-14T10:00:00Z';
const figures = (nodeId: string, netSales: string) => ({ nodeId, netSales, day: '2026-08-14', currency: 'USD' }) as LiveFigures;
const snapshot = (seq: number, reason: 'start' | 'gap' = 'start'): StreamFrame =>
  ({ seq, type: 'snapshot', at, asOf: at, reason, nodes: [figures('n', '10.00')] });
const change = (seq: number, sales = '20.00'): StreamFrame =>
  ({ seq, type: 'change', at, events: [{ seq, kind: 'sale', op: 'created', locationId: 'l', id: `s${seq}` }], nodes: [figures('n', sales)] });

describe('taking in frames', () => {
  it('keeps the newest figures and puts the newest event first', () => {
    const state = [snapshot(5), change(6), change(7, '30.00')].reduce((s, f) => applyFrame(s, f, 1), emptyLiveState);

    expect(state.position).toBe(7);
    expect(state.figures.get('n')?.netSales).toBe('30.00');
    expect(state.tape.map((e) => e.seq)).toEqual([7, 6]);
  });
  it('takes a replayed frame once', () => {
    const state = [snapshot(5), change(6), change(6, '99.00')].reduce((s, f) => applyFrame(s, f, 1), emptyLiveState);

    expect(state.tape).toHaveLength(1);
    expect(state.figures.get('n')?.netSales).toBe('20.00');
  });
  it('drops the tape after a gap, since it would no longer be whole', () => {
    const state = [snapshot(5), change(6), snapshot(900, 'gap')].reduce((s, f) => applyFrame(s, f, 1), emptyLiveState);

    expect(state.tape).toEqual([]);
    expect(state.position).toBe(900);
  });
  it('counts what the server left out and moves on', () => {
    const frame: StreamFrame = { seq: 50, type: 'coalesced', at, skipped: 44, nodes: [figures('n', '70.00')] };
    const state = [snapshot(5), frame].reduce((s, f) => applyFrame(s, f, 1), emptyLiveState);

    expect(state).toMatchObject({ position: 50, skipped: 44 });
    expect(state.figures.get('n')?.netSales).toBe('70.00');
  });
  it('never moves back on a heartbeat, but renews the age', () => {
    const state = [snapshot(5), { seq: 4, type: 'heartbeat', at, asOf: at } as StreamFrame].reduce((s, f, i) => applyFrame(s, f, i), emptyLiveState);

    expect(state).toMatchObject({ position: 5, receivedAt: 1 });
  });
  it('keeps the tape short', () => {
    const frames = Array.from({ length: TAPE_LENGTH + 20 }, (_, i) => change(i + 1));
    expect(frames.reduce((s, f) => applyFrame(s, f, 1), emptyLiveState).tape).toHaveLength(TAPE_LENGTH);
  });
});

describe('backoff', () => {
  it('grows to its limit and never below half the first delay', () => {
    expect(backoffDelay(0, () => 0)).toBe(STREAM_BACKOFF.firstMs / 2);
    expect(backoffDelay(50, () => 1)).toBe(STREAM_BACKOFF.limitMs);
    for (let attempt = 0; attempt < 30; attempt++) {
      expect(backoffDelay(attempt, () => 0.5)).toBeLessThanOrEqual(STREAM_BACKOFF.limitMs);
    }
  });
});

function line() {
  const opened: { address: string; socket: StreamSocket; closed: boolean }[] = [];
  const timers: { due: number; run: () => void; cancelled: boolean }[] = [];
  let now = 0;
  const advance = (ms: number) => {
    const end = now + ms;
    for (;;) {
      const next = timers.filter((t) => !t.cancelled && t.due <= end).sort((a, b) => a.due - b.due)[0];
      if (!next) break;
      next.cancelled = true;
      now = next.due;
      next.run();
    }
    now = end;
  };
  const client = new StreamClient((from) => (from === null ? '/s' : `/s?from=${from}`), {
    now: () => now,
    random: () => 0.5,
    after: (ms, run) => {
      const timer = { due: now + ms, run, cancelled: false };
      timers.push(timer);
      return () => { timer.cancelled = true; };
    },
    open: (address) => {
      const entry = { address, closed: false, socket: { onopen: null, onmessage: null, onclose: null, close: () => { entry.closed = true; } } as StreamSocket };
      opened.push(entry);
      return entry.socket;
    },
  });
  const last = () => opened[opened.length - 1]!;
  const receive = (frame: StreamFrame) => last().socket.onmessage?.({ data: JSON.stringify(frame) });
  return { client, opened, advance, last, receive };
}

describe('the line', () => {
  it('resumes from the last change it took in', () => {
    const { client, opened, advance, last, receive } = line();
    client.start();
    receive(snapshot(41));
    receive(change(42));
    last().socket.onclose?.({ code: 1006 });
    expect(client.state.status).toBe('reconnecting');

    advance(STREAM_BACKOFF.limitMs);

    expect(opened.map((o) => o.address).slice(0, 2)).toEqual(['/s', '/s?from=42']);
  });
  it('takes silence for a dead line', () => {
    const { client, opened, advance, receive } = line();
    client.start();
    receive(snapshot(1));
    advance(SILENCE_LIMIT_MS - 1);
    expect(opened).toHaveLength(1);

    advance(1_000);

    expect(opened[0]!.closed).toBe(true);
    expect(opened).toHaveLength(2);
  });
  it('does not knock again where it was refused', () => {
    const { client, opened, advance, last } = line();
    client.start();
    last().socket.onclose?.({ code: 1008 });
    advance(120_000);

    expect(opened).toHaveLength(1);
    expect(client.state.status).toBe('refused');
  });
  it('goes on at once when the device is back online', () => {
    const { client, opened, last } = line();
    client.start();
    last().socket.onclose?.({ code: 1006 });
    client.retryNow();

    expect(opened).toHaveLength(2);
  });
  it('is quiet after stop', () => {
    const { client, opened, advance, last } = line();
    client.start();
    client.stop();
    last().socket.onclose?.({ code: 1000 });
    advance(120_000);

    expect(opened).toHaveLength(1);
  });
});

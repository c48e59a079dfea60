import type { StreamFrame } from '@/api/types';
import { backoffDelay } from './backoff';
import { applyFrame, emptyLiveState, type LiveState, type LiveStatus } from './liveState';

/** Two missed heartbeats (the server promises one in 10 s) mean a dead line, even while the socket still says open. */
export const SILENCE_LIMIT_MS = 22_000;
/** Frames that arrive together are shown together. */
const FLUSH_MS = 60;

export interface StreamSocket {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  close(): void;
}
export interface StreamEnvironment {
  open(address: string): StreamSocket;
  now(): number;
  random(): number;
  after(ms: number, run: () => void): () => void;
}

/** One resumable line to a network's performance stream; a store for `useSyncExternalStore`. */
export class StreamClient {
  #state: LiveState = emptyLiveState;
  #listeners = new Set<() => void>();
  #socket: StreamSocket | null = null;
  #attempt = 0;
  #stopped = true;
  #cancelRetry: (() => void) | null = null;
  #cancelWatch: (() => void) | null = null;
  #cancelFlush: (() => void) | null = null;
  #waiting: StreamFrame[] = [];

  constructor(
    private readonly address: (from: number | null) => string,
    private readonly environment: StreamEnvironment,
  ) {}

  get state(): LiveState { return this.#state; }
  readonly getState = () => this.#state;
  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  };

  start() {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.#connect();
  }

  stop() {
    this.#stopped = true;
    this.#cancelRetry?.();
    this.#cancelWatch?.();
    this.#flush();
    this.#drop();
  }

  /** The device says it is back on a network: do not sit out the backoff. */
  retryNow() {
    if (this.#stopped || this.#socket) return;
    this.#cancelRetry?.();
    this.#attempt = 0;
    this.#connect();
  }

  #connect() {
    const socket = this.environment.open(this.address(this.#state.position));
    this.#socket = socket;
    socket.onopen = () => this.#watch();
    socket.onmessage = ({ data }) => {
      if (socket !== this.#socket) return;
      this.#attempt = 0;
      this.#watch();
      this.#waiting.push(JSON.parse(String(data)) as StreamFrame);
      this.#cancelFlush ??= this.environment.after(FLUSH_MS, () => this.#flush());
    };
    socket.onclose = ({ code }) => {
      if (socket !== this.#socket) return;
      this.#socket = null;
      this.#cancelWatch?.();
      // 1008, policy violation: the server will refuse this person again; asking on would only be noise.
      if (code === 1008) this.#setStatus('refused');
      else this.#retry();
    };
    this.#watch();
  }

  #retry() {
    if (this.#stopped) return;
    this.#flush();
    this.#setStatus(this.#attempt < 4 ? 'reconnecting' : 'offline');
    const delay = backoffDelay(this.#attempt++, () => this.environment.random());
    this.#cancelRetry = this.environment.after(delay, () => this.#connect());
  }

  #watch() {
    this.#cancelWatch?.();
    this.#cancelWatch = this.environment.after(SILENCE_LIMIT_MS, () => {
      this.#drop();
      this.#retry();
    });
  }

  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #flush() {
    this.#cancelFlush?.();
    this.#cancelFlush = null;
    if (this.#waiting.length === 0) return;
    const receivedAt = this.environment.now();
    let next = this.#state;
    for (const frame of this.#waiting) next = applyFrame(next, frame, receivedAt);
    this.#waiting = [];
    this.#publish({ ...next, status: 'live' });
  }

  #setStatus(status: LiveStatus) {
    if (status !== this.#state.status) this.#publish({ ...this.#state, status });
  }

  #publish(state: LiveState) {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

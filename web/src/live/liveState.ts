import type { Instant, LiveEvent, LiveFigures, StreamFrame } from '@/api/types';

export type LiveStatus = 'connecting' | 'live' | 'reconnecting' | 'offline' | 'refused';

export interface LiveState {
  status: LiveStatus;
  /** The last change number taken in; sent as `from` when the line is taken up again. */
  position: number | null;
  /** When the server last vouched for its figures. */
  asOf: Instant | null;
  /** The reader's clock at the last frame, for the age of the data. */
  receivedAt: number | null;
  figures: ReadonlyMap<string, LiveFigures>;
  /** Newest first. */
  tape: readonly LiveEvent[];
  /** Events the server left out because this reader was too slow; the figures are right nevertheless. */
  skipped: number;
}

export const TAPE_LENGTH = 100;

export const emptyLiveState: LiveState = {
  status: 'connecting', position: null, asOf: null, receivedAt: null, figures: new Map(), tape: [], skipped: 0,
};

/** What a frame makes of the state. Frames already taken in (a replay after a resume) change nothing but the age. */
export function applyFrame(state: LiveState, frame: StreamFrame, receivedAt: number): LiveState {
  const seen = { ...state, receivedAt, asOf: 'asOf' in frame ? frame.asOf : frame.at };
  switch (frame.type) {
    case 'snapshot':
      return {
        ...seen,
        position: frame.seq,
        figures: new Map(frame.nodes.map((node) => [node.nodeId, node])),
        // After a gap the tape would pretend to be whole; a first snapshot finds it empty anyway.
        tape: frame.reason === 'start' ? state.tape : [],
        skipped: frame.reason === 'start' ? state.skipped : 0,
      };
    case 'change': {
      if (state.position !== null && frame.seq <= state.position) return seen;
      const fresh = frame.events.filter((event) => state.position === null || event.seq > state.position);
      return {
        ...seen,
        position: frame.seq,
        figures: merge(state.figures, frame.nodes),
        tape: [...fresh.reverse(), ...state.tape].slice(0, TAPE_LENGTH),
      };
    }
    case 'coalesced':
      if (state.position !== null && frame.seq <= state.position) return seen;
      return { ...seen, position: frame.seq, figures: merge(state.figures, frame.nodes), skipped: state.skipped + frame.skipped };
    case 'heartbeat':
      return { ...seen, position: Math.max(state.position ?? frame.seq, frame.seq) };
    case 'pong':
      return seen;
  }
}

function merge(figures: LiveState['figures'], nodes: readonly LiveFigures[]): LiveState['figures'] {
  const next = new Map(figures);
  for (const node of nodes) next.set(node.nodeId, node);
  return next;
}

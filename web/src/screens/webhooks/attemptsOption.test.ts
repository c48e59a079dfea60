import { describe, expect, it } from 'vitest';
import { everyStep } from './attemptsOption';

const figures = (attempts: number, accepted: number) => ({ attempts, accepted, retries: 0, successShare: null, p50Ms: null, p95Ms: null, failures: [] });

describe('the course of attempts', () => {
  it('shows the hours in which nothing was sent', () =>
    expect(everyStep({ from: '2026-03-02T09:10:00Z', to: '2026-03-02T12:00:00Z', by: 'hour', steps: [{ at: '2026-03-02T10:00:00Z', figures: figures(5, 3) }] })).toEqual([
      { at: '2026-03-02T09:00:00.000Z', accepted: 0, failed: 0 },
      { at: '2026-03-02T10:00:00.000Z', accepted: 3, failed: 2 },
      { at: '2026-03-02T11:00:00.000Z', accepted: 0, failed: 0 },
    ]));
});

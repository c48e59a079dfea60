import { describe, expect, it } from 'vitest';
import type { StatusItem } from '@/api/hubTypes';
import { inboxOf } from './inbox';

const one = (name: string, state: StatusItem['state'], patch: Partial<StatusItem> = {}): StatusItem => ({
  connectionId: name, vendor: 'square', name, environment: 'live', nodeId: 'root', ownerId: null, state, stateSince: '2026-03-01T00:00:00Z', trouble: null, vitals: null, ...patch,
});
const inbox = (...all: StatusItem[]) => inboxOf(all, [], 'me', (state) => state);

describe('the inbox', () => {
  it('holds what waits for a person and nothing that works or was paused by one', () =>
    expect(inbox(one('works', 'active'), one('paused', 'paused'), one('lost', 'needs_reconnect'), one('ill', 'failing')).map((item) => item.id)).toEqual(['lost', 'ill']));
  it('holds what the house itself paused', () => expect(inbox(one('odd', 'paused', { trouble: { code: 'unusual_use', detail: 'Far more calls than usual.' } })).map((item) => item.text)).toEqual(['Far more calls than usual.']));
  it('puts first what is mine, then what is worse, then what is newer', () =>
    expect(inbox(one('ill', 'failing'), one('old', 'needs_reconnect'), one('new', 'needs_reconnect', { stateSince: '2026-03-02T00:00:00Z' }), one('mine', 'failing', { ownerId: 'me' })).map((item) => item.id)).toEqual(['mine', 'new', 'old', 'ill']));
  it('tells of webhooks that were paused', () =>
    expect(inboxOf([], [{ id: 'n', webhookId: 'w', kind: 'gone', text: 'It is gone.', createdAt: '2026-03-01T00:00:00Z', readAt: null }], 'me', (state) => state)).toMatchObject([{ kind: 'webhook', id: 'w', text: 'It is gone.' }]));
});

import type { StatusItem } from '@/api/hubTypes';
import type { WebhookNotice } from '@/api/webhookTypes';

export interface InboxItem { key: string; kind: 'connection' | 'webhook'; id: string; title: string; text: string; at: string; isBad: boolean; isMine: boolean }

const NEEDS_A_PERSON: readonly StatusItem['state'][] = ['needs_reconnect', 'failing', 'draft'];

/** What waits for a person: one's own connections first, then what is worse, then what is newer. */
export function inboxOf(connections: readonly StatusItem[], notices: readonly WebhookNotice[], personId: string, words: (state: StatusItem['state']) => string): InboxItem[] {
  const items: InboxItem[] = [
    ...connections.filter((one) => NEEDS_A_PERSON.includes(one.state) || one.trouble?.code === 'unusual_use').map((one): InboxItem => ({
      key: `connection ${one.connectionId}`, kind: 'connection', id: one.connectionId, title: one.name, text: one.trouble?.detail ?? words(one.state), at: one.stateSince, isBad: one.state !== 'failing' && one.state !== 'draft', isMine: one.ownerId === personId,
    })),
    ...notices.map((one): InboxItem => ({ key: `notice ${one.id}`, kind: 'webhook', id: one.webhookId, title: '', text: one.text, at: one.createdAt, isBad: true, isMine: false })),
  ];
  return items.sort((a, b) => Number(b.isMine) - Number(a.isMine) || Number(b.isBad) - Number(a.isBad) || b.at.localeCompare(a.at) || a.key.localeCompare(b.key));
}

import { Button } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { connectionQueries } from '@/api/hubQueries';
import type { Connection } from '@/api/hubTypes';
import { useFormat } from '@/i18n/useFormat';
import { Facts } from '@/parts/Facts';
import { Note } from '@/parts/Note';
import { PlaceholderLines } from '@/parts/Placeholder';
import { SidePanel } from '@/parts/SidePanel';
import { ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import styles from './Hub.module.css';
import { pretty } from './pretty';
import type { ConnectionWork } from './useConnectionWork';

/** A message of the system, as it came. */
export function MessagePanel({ connection, id, work, onClose }: { connection: Connection; id: string; work: ConnectionWork; onClose: () => void }) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const { network } = useScope();
  const query = useQuery(connectionQueries(network.id, connection.id).message(id));
  if (!query.data) return <SidePanel title={t('messages.one')} onClose={onClose}>{query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <PlaceholderLines lines={8} />}</SidePanel>;
  const { message, body } = query.data;
  return (
    <SidePanel title={message.eventTypes.join(', ') || t('messages.one')} note={t(`messages.state.${message.state}`)} onClose={onClose}
      bar={message.state !== 'waiting' && <Button size="sm" variant="default" leftSection={<IconRepeat size={15} stroke={1.6} />} loading={work.replay.isPending} onClick={() => work.replay.mutate({ messageIds: [message.id], dryRun: false })}>{t('messages.replay')}</Button>}>
      {message.detail && <Note kind={message.state === 'failed' ? 'bad' : 'watch'}>{message.detail}</Note>}
      <div className={styles.part}>
        <Facts facts={[
          [t('messages.at'), format.instant(message.receivedAt)],
          ...(message.processedAt ? [[t('messages.processed'), format.instant(message.processedAt)] as const] : []),
          [t('messages.events'), format.count(message.events)], [t('messages.records'), format.count(message.records)], [t('messages.repeats'), format.count(message.repeats)],
          ...(message.replays > 0 ? [[t('messages.replays'), format.count(message.replays)] as const] : []),
        ]} />
      </div>
      <section className={styles.part}><h3>{t('errors.asSent')}</h3><pre className={styles.body} tabIndex={0}>{pretty(body)}</pre></section>
    </SidePanel>
  );
}

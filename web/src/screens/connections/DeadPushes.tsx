import { Button } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { connectionQueries } from '@/api/hubQueries';
import type { Connection } from '@/api/hubTypes';
import { Panel } from '@/parts/Panel';
import { useScope } from '@/scope/Scope';
import styles from './Hub.module.css';
import { deadByCause } from './pushes';
import type { ConnectionWork } from './useConnectionWork';

const AT_ONCE = 500;

/** Writes that were set aside, by why they failed; absent while there are none. */
export function DeadPushes({ connection, work }: { connection: Connection; work: ConnectionWork }) {
  const { t } = useTranslation('connections');
  const { network } = useScope();
  const dead = useInfiniteQuery(connectionQueries(network.id, connection.id).pushes('dead'));
  const causes = deadByCause(dead.data?.pages.flatMap((page) => page.items) ?? []);
  if (causes.length === 0) return null;
  const settle = (ids: readonly string[], decision: 'resend' | 'discard') => work.settle.mutate({ pushIds: ids.slice(0, AT_ONCE), decision });
  return (
    <Panel title={t('pushes.dead.title')} note={t('pushes.dead.note')}>
      <ul className={styles.causes}>
        {causes.map((cause) => {
          const ids = cause.pushes.map((one) => one.id);
          return (
            <li key={cause.code}>
              <span className={styles.stack}><b>{cause.detail ?? t('pushes.dead.unknown')}</b><span>{t('pushes.dead.count', { count: ids.length })}{dead.hasNextPage && '+'}</span></span>
              <span className={styles.buttons}>
                <Button size="sm" variant="default" leftSection={<IconRepeat size={15} stroke={1.6} />} disabled={work.settle.isPending} onClick={() => settle(ids, 'resend')}>{t('pushes.resend', { count: ids.length })}</Button>
                <Button size="sm" variant="subtle" color="red" disabled={work.settle.isPending} onClick={() => settle(ids, 'discard')}>{t('pushes.discard', { count: ids.length })}</Button>
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

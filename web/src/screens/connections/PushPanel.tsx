import { Button } from '@mantine/core';
import { IconRepeat, IconRoute } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Connection, Push } from '@/api/hubTypes';
import { useFormat } from '@/i18n/useFormat';
import { Facts } from '@/parts/Facts';
import { Note } from '@/parts/Note';
import { SidePanel } from '@/parts/SidePanel';
import { StateMark } from '@/parts/StateMark';
import { useScope } from '@/scope/Scope';
import styles from './Hub.module.css';
import { pushStateOf } from './pushes';
import type { ConnectionWork } from './useConnectionWork';

interface Props { push: Push; connection: Connection; work: ConnectionWork; onTrace: (recordId: string) => void; onClose: () => void }

/** One write: what it is about, how often it was tried, why it failed, and what can be done. */
export function PushPanel({ push, connection, work, onTrace, onClose }: Props) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const { tree, can } = useScope();
  const { word, tone } = pushStateOf(push);
  const settle = (decision: 'resend' | 'discard') => work.settle.mutate({ pushIds: [push.id], decision });
  return (
    <SidePanel title={push.action.replaceAll('_', ' ')} note={`${t(`record.${push.record}`, { defaultValue: push.record.replaceAll('_', ' ') })} · ${connection.title}`} onClose={onClose}
      bar={<><StateMark tone={tone} word={t(`pushes.word.${word}`)} />{push.state === 'dead' && can('integrations.manage') && (
        <span className={styles.buttons} style={{ marginInlineStart: 'auto' }}>
          <Button size="sm" variant="default" leftSection={<IconRepeat size={15} stroke={1.6} />} loading={work.settle.isPending} onClick={() => settle('resend')}>{t('pushes.resend', { count: 1 })}</Button>
          <Button size="sm" variant="subtle" color="red" disabled={work.settle.isPending} onClick={() => settle('discard')}>{t('pushes.discard', { count: 1 })}</Button>
        </span>
      )}</>}>
      {push.detail && push.state !== 'done' && <Note kind={push.state === 'dead' ? 'bad' : push.state === 'waiting' ? 'watch' : 'info'}>{push.detail}</Note>}
      <div className={styles.part}>
        <Facts facts={[
          [t('pushes.does'), t(`pushes.op.${push.op}`)],
          [t('wizard.node'), tree?.get(push.locationId)?.name ?? '–'],
          [t('pushes.attempts'), format.count(push.attempts)],
          [t('pushes.created'), format.instant(push.createdAt)],
          ...(push.state === 'waiting' ? [[t('pushes.next'), format.instant(push.runAt)] as const] : []),
          ...(push.finishedAt ? [[t('pushes.finished'), format.instant(push.finishedAt)] as const] : []),
          ...(push.vendorKey ? [[t('pushes.key', { title: connection.title }), <span key="key" className={styles.code}>{push.vendorKey}</span>] as const] : []),
          ...(push.code ? [[t('pushes.code'), <span key="code" className={styles.code}>{push.code}</span>] as const] : []),
        ]} />
      </div>
      {push.vendorKey && <div className={styles.part}><Button size="sm" variant="subtle" leftSection={<IconRoute size={16} stroke={1.6} />} onClick={() => onTrace(push.recordId)}>{t('pushes.trace')}</Button></div>}
    </SidePanel>
  );
}

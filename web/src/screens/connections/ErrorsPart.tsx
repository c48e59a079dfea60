import { Button } from '@mantine/core';
import { IconMoodCheck, IconRepeat } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionQueries } from '@/api/hubQueries';
import type { Connection, Held } from '@/api/hubTypes';
import { useFormat } from '@/i18n/useFormat';
import { Facts } from '@/parts/Facts';
import { ListFrame } from '@/parts/ListFrame';
import frame from '@/parts/ListFrame.module.css';
import { ListTable } from '@/parts/ListTable';
import { Note } from '@/parts/Note';
import { SidePanel } from '@/parts/SidePanel';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import styles from './Hub.module.css';
import type { ConnectionWork } from './useConnectionWork';

/** What could not become a record yet, why, and the next step. */
export function ErrorsPart({ connection, work }: { connection: Connection; work: ConnectionWork }) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const { network } = useScope();
  const list = useInfiniteQuery(connectionQueries(network.id, connection.id).held);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const [open, setOpen] = useState<Held | null>(null);
  const streams = [...new Set(items.map((one) => one.stream))];
  return (
    <>
      {streams.length > 0 && <div className={frame.filters}>{streams.map((stream) => <Button key={stream} variant="default" leftSection={<IconRepeat size={16} stroke={1.6} />} loading={work.retry.isPending} onClick={() => work.retry.mutate(stream)}>{t('errors.retry', { stream: stream.replaceAll('_', ' ') })}</Button>)}</div>}
      <ListFrame list={list} isEmpty={items.length === 0} empty={<EmptyState icon={<IconMoodCheck size={22} />} title={t('errors.none')} text={t('errors.noneText')} />}>
        <ListTable<Held> caption={t('tab.errors')} rows={items} rowKey={(one) => `${one.stream} ${one.key}`} onPick={setOpen} columns={[
          { key: 'what', title: t('errors.item'), onPhone: 'title', cell: (one) => <span className={styles.stack}><b>{one.faults[0]?.detail ?? t(`errors.reason.${one.reason}`)}</b><span>{one.stream.replaceAll('_', ' ')} · {one.key}</span></span> },
          { key: 'reason', title: t('errors.why'), onPhone: 'end', width: '170px', cell: (one) => t(`errors.reason.${one.reason}`) },
          { key: 'times', title: t('errors.times'), numeric: true, width: '90px', cell: (one) => format.count(one.times) },
          { key: 'last', title: t('errors.last'), numeric: true, onPhone: 'note', width: '190px', cell: (one) => format.instant(one.lastAt) },
        ]} />
      </ListFrame>
      {open && (
        <SidePanel title={open.key} note={open.stream.replaceAll('_', ' ')} onClose={() => setOpen(null)}>
          {open.faults.map((fault) => <Note key={fault.code + fault.detail} kind="bad">{fault.detail}</Note>)}
          <div className={styles.part}><Facts facts={[[t('errors.why'), t(`errors.reason.${open.reason}`)], [t('errors.next'), t(`errors.step.${open.reason}`)], [t('errors.first'), format.instant(open.firstAt)], [t('errors.map'), open.mappingVersion === 0 ? t('mapping.own') : format.count(open.mappingVersion)]]} /></div>
          <div className={styles.part}><h3>{t('errors.asSent')}</h3><pre className={styles.body}>{JSON.stringify(open.item, null, 2)}</pre></div>
        </SidePanel>
      )}
    </>
  );
}

import { Button, SegmentedControl } from '@mantine/core';
import { IconMailbox, IconRepeat } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionQueries } from '@/api/hubQueries';
import type { Connection, VendorMessage } from '@/api/hubTypes';
import { useFormat } from '@/i18n/useFormat';
import { ListFrame } from '@/parts/ListFrame';
import frame from '@/parts/ListFrame.module.css';
import { ListTable } from '@/parts/ListTable';
import { StateMark, type Tone } from '@/parts/StateMark';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { HookPart } from './HookPart';
import styles from './Hub.module.css';
import { MessagePanel } from './MessagePanel';
import type { ConnectionWork } from './useConnectionWork';

const TONE: Record<VendorMessage['state'], Tone> = { waiting: 'waiting', done: 'good', failed: 'bad' };

/** What the vendor sent by itself, whether it was worked out, and again. */
export function MessagesPart({ connection, work }: { connection: Connection; work: ConnectionWork }) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const { network, can } = useScope();
  const queries = connectionQueries(network.id, connection.id);
  const [state, setState] = useState('all');
  const list = useInfiniteQuery({ ...queries.messages(state === 'all' ? undefined : state), placeholderData: keepPreviousData });
  const [open, setOpen] = useState<string | null>(null);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const failed = items.filter((one) => one.state === 'failed').map((one) => one.id);
  const manages = can('integrations.manage');
  return (
    <>
      <HookPart connection={connection} work={work} />
      <div className={frame.filters}>
        <SegmentedControl aria-label={t('filter.state')} value={state} onChange={setState} data={['all', 'waiting', 'done', 'failed'].map((value) => ({ value, label: t(`messages.state.${value}`) }))} />
        {manages && failed.length > 0 && <Button variant="default" leftSection={<IconRepeat size={16} stroke={1.6} />} loading={work.replay.isPending} onClick={() => work.replay.mutate({ messageIds: failed, dryRun: false })}>{t('messages.replayAll', { count: failed.length })}</Button>}
      </div>
      <ListFrame list={list} isEmpty={items.length === 0} empty={<EmptyState icon={<IconMailbox size={22} />} title={t('messages.none')} text={t('messages.noneText', { title: connection.name })} />}>
        <ListTable<VendorMessage> caption={t('tab.messages')} rows={items} rowKey={(one) => one.id} openKey={open ?? undefined} {...(manages ? { onPick: (one: VendorMessage) => setOpen(one.id) } : {})} columns={[
          { key: 'types', title: t('messages.events'), onPhone: 'title', cell: (one) => <span className={styles.stack}><span className={styles.code} style={{ color: 'var(--ink)' }}>{one.eventTypes.join(', ') || '–'}</span>{one.detail && <span>{one.detail}</span>}</span> },
          { key: 'records', title: t('messages.records'), numeric: true, onPhone: 'note', width: '90px', cell: (one) => format.count(one.records) },
          { key: 'repeats', title: t('messages.repeats'), numeric: true, width: '110px', cell: (one) => format.count(one.repeats) },
          { key: 'at', title: t('messages.at'), numeric: true, onPhone: 'note', width: '190px', cell: (one) => <time dateTime={one.receivedAt}>{format.instant(one.receivedAt)}</time> },
          { key: 'state', title: t('filter.state'), onPhone: 'end', width: '120px', cell: (one) => <StateMark tone={TONE[one.state]} word={t(`messages.state.${one.state}`)} /> },
          ...(manages ? [{ key: 'again', title: <span className={styles.hiddenHead}>{t('actions')}</span>, numeric: true, width: '130px', cell: (one: VendorMessage) => (one.state === 'waiting' ? null : <Button size="compact-sm" variant="subtle" onClick={() => work.replay.mutate({ messageIds: [one.id], dryRun: false })}>{t('messages.replay')}</Button>) }] : []),
        ]} />
      </ListFrame>
      {open && <MessagePanel key={open} connection={connection} id={open} work={work} onClose={() => setOpen(null)} />}
    </>
  );
}

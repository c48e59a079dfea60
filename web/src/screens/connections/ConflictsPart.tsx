import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowBackUp, IconMoodCheck } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionQueries } from '@/api/hubQueries';
import type { Conflict, Connection } from '@/api/hubTypes';
import { useFormat } from '@/i18n/useFormat';
import { ListFrame } from '@/parts/ListFrame';
import frame from '@/parts/ListFrame.module.css';
import { ListTable } from '@/parts/ListTable';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import styles from './Hub.module.css';
import type { ConnectionWork } from './useConnectionWork';

const said = (value: unknown) => (value === null || value === undefined ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value));

/** Fields that both sides changed: who won and why, and the way back. */
export function ConflictsPart({ connection, work, onTrace }: { connection: Connection; work: ConnectionWork; onTrace: (recordId: string) => void }) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const { network } = useScope();
  const [state, setState] = useState('open');
  const list = useInfiniteQuery({ ...connectionQueries(network.id, connection.id).conflicts(state === 'all' ? undefined : state), placeholderData: keepPreviousData });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const open = items.filter((one) => one.state === 'open');
  const resolve = (conflicts: readonly Conflict[], winner: 'ours' | 'theirs') => work.resolve.mutate({ conflictIds: conflicts.slice(0, 500).map((one) => one.id), winner });
  return (
    <>
      <div className={frame.filters}>
        <SegmentedControl aria-label={t('filter.state')} value={state} onChange={setState} data={['open', 'decided', 'resolved', 'undone', 'all'].map((value) => ({ value, label: t(`conflicts.state.${value}`) }))} />
        {open.length > 1 && <>
          <Button variant="default" onClick={() => resolve(open, 'ours')}>{t('conflicts.allOurs', { count: open.length })}</Button>
          <Button variant="default" onClick={() => resolve(open, 'theirs')}>{t('conflicts.allTheirs', { count: open.length, title: connection.title })}</Button>
        </>}
      </div>
      <ListFrame list={list} isEmpty={items.length === 0} empty={<EmptyState icon={<IconMoodCheck size={22} />} title={t('conflicts.none')} text={t('conflicts.noneText')} />}>
        <ListTable<Conflict> caption={t('tab.conflicts')} rows={items} rowKey={(one) => one.id} columns={[
          { key: 'field', title: t('conflicts.field'), onPhone: 'title', cell: (one) => <span className={styles.stack}><b>{t(`record.${one.record}`, { defaultValue: one.record })} · {one.field}</b><span>{one.recordId ? <Button variant="transparent" size="compact-xs" p={0} onClick={() => onTrace(one.recordId!)}>{one.key}</Button> : one.key}</span></span> },
          { key: 'agreed', title: t('conflicts.before'), cell: (one) => <span className="muted">{said(one.agreed)}</span> },
          { key: 'ours', title: t('conflicts.ours'), onPhone: 'note', cell: (one) => <span style={one.winner === 'ours' ? { fontWeight: 620 } : undefined}>{said(one.ours)}</span> },
          { key: 'theirs', title: connection.title, onPhone: 'note', cell: (one) => <span style={one.winner === 'theirs' ? { fontWeight: 620 } : undefined}>{said(one.theirs)}</span> },
          { key: 'who', title: t('conflicts.who'), width: '200px', cell: (one) => <span className={styles.stack}><span style={{ color: 'var(--ink)' }}>{one.winner ? t(`conflicts.winner.${one.winner}`, { title: connection.title }) : t('conflicts.ask')}</span><span>{one.decidedBy ?? t(`conflicts.rule.${one.rule}`, { defaultValue: one.rule })} · {format.instant(one.decidedAt ?? one.createdAt)}</span></span> },
          { key: 'do', title: <span className={styles.hiddenHead}>{t('actions')}</span>, onPhone: 'end', numeric: true, width: '190px', cell: (one) => one.state === 'open'
            ? <span className={styles.buttons} style={{ justifyContent: 'flex-end' }}><Button size="compact-sm" variant="default" onClick={() => resolve([one], 'ours')}>{t('conflicts.ours')}</Button><Button size="compact-sm" variant="default" onClick={() => resolve([one], 'theirs')}>{t('conflicts.theirs')}</Button></span>
            : one.state === 'undone' ? null : <Button size="compact-sm" variant="subtle" leftSection={<IconArrowBackUp size={15} />} onClick={() => work.undoConflict.mutate(one.id)}>{t('common:undo')}</Button> },
        ]} />
      </ListFrame>
    </>
  );
}

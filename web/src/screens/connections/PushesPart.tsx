import { SegmentedControl } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionQueries } from '@/api/hubQueries';
import type { Connection, Push } from '@/api/hubTypes';
import { useFormat } from '@/i18n/useFormat';
import { ListFrame } from '@/parts/ListFrame';
import frame from '@/parts/ListFrame.module.css';
import { ListTable } from '@/parts/ListTable';
import { StateMark } from '@/parts/StateMark';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { DeadPushes } from './DeadPushes';
import styles from './Hub.module.css';
import { PushPanel } from './PushPanel';
import { PushRulesPart } from './PushRulesPart';
import { pushStateOf, PUSH_STATES } from './pushes';
import type { ConnectionWork } from './useConnectionWork';

/** What is written to the vendor: which changes go there by themselves, and what became of each write. */
export function PushesPart({ connection, work, onTrace }: { connection: Connection; work: ConnectionWork; onTrace: (recordId: string) => void }) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const { network, tree, can } = useScope();
  const [state, setState] = useState('all');
  const [open, setOpen] = useState<string | null>(null);
  const list = useInfiniteQuery({ ...connectionQueries(network.id, connection.id).pushes(state === 'all' ? undefined : state), placeholderData: keepPreviousData });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = items.find((one) => one.id === open);
  const manages = can('integrations.manage');
  return (
    <>
      <PushRulesPart connection={connection} work={work} />
      {manages && <DeadPushes connection={connection} work={work} />}
      <div className={frame.filters}>
        <SegmentedControl aria-label={t('filter.state')} value={state} onChange={setState} data={['all', ...PUSH_STATES].map((value) => ({ value, label: t(`pushes.state.${value}`) }))} />
      </div>
      <ListFrame list={list} isEmpty={items.length === 0} empty={<EmptyState icon={<IconSend size={22} />} title={t(state === 'all' ? 'pushes.none' : 'nothing')} text={state === 'all' ? t('pushes.noneText', { title: connection.title }) : undefined} />}>
        <ListTable<Push> caption={t('tab.pushes')} rows={items} rowKey={(one) => one.id} openKey={open ?? undefined} onPick={(one) => setOpen(one.id)} columns={[
          { key: 'what', title: t('pushes.what'), onPhone: 'title', cell: (one) => <span className={styles.stack}><b>{one.action.replaceAll('_', ' ')}</b><span>{one.state === 'done' ? (one.vendorKey ?? t(`pushes.op.${one.op}`)) : (one.detail ?? t(`pushes.op.${one.op}`))}</span></span> },
          { key: 'place', title: t('wizard.node'), onPhone: 'note', width: '18%', cell: (one) => tree?.get(one.locationId)?.name ?? '' },
          { key: 'attempts', title: t('pushes.attempts'), numeric: true, width: '96px', cell: (one) => format.count(one.attempts) },
          { key: 'when', title: t('runs.when'), numeric: true, onPhone: 'note', width: '190px', cell: (one) => <time dateTime={one.finishedAt ?? one.createdAt}>{format.instant(one.finishedAt ?? one.createdAt)}</time> },
          { key: 'state', title: t('filter.state'), onPhone: 'end', width: '150px', cell: (one) => { const { word, tone } = pushStateOf(one); return <StateMark tone={tone} word={t(`pushes.word.${word}`)} />; } },
        ]} />
      </ListFrame>
      {shown && <PushPanel push={shown} connection={connection} work={work} onTrace={onTrace} onClose={() => setOpen(null)} />}
    </>
  );
}

import { Button, Checkbox, SegmentedControl } from '@mantine/core';
import { IconArrowBackUp, IconMoodCheck } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionQueries } from '@/api/hubQueries';
import type { Conflict, Connection, Side } from '@/api/hubTypes';
import { useFormat } from '@/i18n/useFormat';
import { ListFrame } from '@/parts/ListFrame';
import frame from '@/parts/ListFrame.module.css';
import { ListTable } from '@/parts/ListTable';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { ConflictRulesPart } from './ConflictRulesPart';
import styles from './Hub.module.css';
import { said } from './pretty';
import type { ConnectionWork } from './useConnectionWork';

const AT_ONCE = 500;
const STATES = ['open', 'decided', 'resolved', 'undone', 'all'] as const;

/** Fields that both sides changed: both values, who won and why, and the way back; below, the rules that decide. */
export function ConflictsPart({ connection, work, onTrace }: { connection: Connection; work: ConnectionWork; onTrace: (recordId: string) => void }) {
  const { t } = useTranslation('connections');
  const { network } = useScope();
  const [state, setState] = useState<(typeof STATES)[number]>('open');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const list = useInfiniteQuery({ ...connectionQueries(network.id, connection.id).conflicts(state === 'all' ? undefined : state), placeholderData: keepPreviousData });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const open = items.filter((one) => one.state === 'open');
  const kept = open.filter((one) => chosen.has(one.id));
  const choose = (ids: readonly string[], isChosen: boolean) => setChosen((before) => { const next = new Set(before); for (const id of ids) if (isChosen) next.add(id); else next.delete(id); return next; });
  const resolve = (conflicts: readonly Conflict[], winner: Side) => work.resolve.mutate({ conflictIds: conflicts.slice(0, AT_ONCE).map((one) => one.id), winner }, { onSuccess: () => setChosen(new Set()) });
  return (
    <>
      <div className={frame.filters}>
        <SegmentedControl aria-label={t('filter.state')} value={state} onChange={(value) => { setState(value as typeof state); setChosen(new Set()); }} data={STATES.map((value) => ({ value, label: t(`conflicts.state.${value}`) }))} />
        {open.length > 1 && <Checkbox style={{ alignSelf: 'center' }} label={t('conflicts.chooseAll', { count: open.length })} checked={kept.length === open.length} indeterminate={kept.length > 0 && kept.length < open.length} onChange={(e) => choose(open.map((one) => one.id), e.currentTarget.checked)} />}
      </div>
      <ListFrame list={list} isEmpty={items.length === 0} empty={<EmptyState icon={<IconMoodCheck size={22} />} title={t(state === 'open' || state === 'all' ? 'conflicts.none' : 'nothing')} text={state === 'open' || state === 'all' ? t('conflicts.noneText') : undefined} />}>
        <ConflictTable connection={connection} items={items} work={work} chosen={chosen} onChoose={(id, isChosen) => choose([id], isChosen)} onResolve={resolve} onTrace={onTrace} />
      </ListFrame>
      {kept.length > 0 && (
        <div className={styles.bar} role="toolbar" aria-label={t('conflicts.forChosen')}>
          <b>{t('bulk.chosen', { count: kept.length })}</b>
          <Button size="sm" variant="default" loading={work.resolve.isPending} onClick={() => resolve(kept, 'ours')}>{t('conflicts.takeOurs')}</Button>
          <Button size="sm" variant="default" loading={work.resolve.isPending} onClick={() => resolve(kept, 'theirs')}>{t('conflicts.takeTheirs', { title: connection.title })}</Button>
          <Button size="sm" variant="subtle" onClick={() => setChosen(new Set())}>{t('bulk.clear')}</Button>
        </div>
      )}
      <ConflictRulesPart connection={connection} work={work} />
    </>
  );
}

interface TableProps {
  connection: Connection; items: readonly Conflict[]; work: ConnectionWork; chosen: ReadonlySet<string>;
  onChoose: (id: string, isChosen: boolean) => void; onResolve: (conflicts: readonly Conflict[], winner: Side) => void; onTrace: (recordId: string) => void;
}

function ConflictTable({ connection, items, work, chosen, onChoose, onResolve, onTrace }: TableProps) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const nameOf = (one: Conflict) => `${t(`record.${one.record}`, { defaultValue: one.record })} · ${one.field}`;
  // The losing value is kept, and shown as what it is: there to be brought back.
  const value = (one: Conflict, side: Side) => <span className={styles.value} data-part={one.winner === side ? 'won' : one.winner ? 'lost' : undefined}>{said(one[side])}{one.winner && one.winner !== side && <span className={styles.small}>{t('conflicts.kept')}</span>}</span>;
  return (
    <ListTable<Conflict> caption={t('tab.conflicts')} rows={items} rowKey={(one) => one.id} columns={[
      { key: 'field', title: t('conflicts.field'), onPhone: 'title', cell: (one) => (
        <span className={styles.picked}>
          {one.state === 'open' && <Checkbox aria-label={t('choose', { name: `${nameOf(one)} ${one.key}` })} checked={chosen.has(one.id)} onChange={(e) => onChoose(one.id, e.currentTarget.checked)} />}
          <span className={styles.stack}><b>{nameOf(one)}</b><span>{one.recordId ? <Button variant="transparent" size="compact-xs" p={0} onClick={() => onTrace(one.recordId!)}>{one.key}</Button> : one.key}</span></span>
        </span>
      ) },
      { key: 'agreed', title: t('conflicts.before'), cell: (one) => <span className="muted">{said(one.agreed)}</span> },
      { key: 'ours', title: t('conflicts.ours'), onPhone: 'note', cell: (one) => value(one, 'ours') },
      { key: 'theirs', title: connection.title, onPhone: 'note', cell: (one) => value(one, 'theirs') },
      { key: 'who', title: t('conflicts.who'), width: '200px', cell: (one) => <span className={styles.stack}><span style={{ color: 'var(--ink)' }}>{one.winner ? t(`conflicts.winner.${one.winner}`, { title: connection.title }) : t('conflicts.ask')}</span><span>{one.decidedBy ?? t(`conflicts.rule.${one.rule}`)} · {format.instant(one.decidedAt ?? one.createdAt)}</span></span> },
      { key: 'do', title: <span className={styles.hiddenHead}>{t('actions')}</span>, onPhone: 'end', numeric: true, width: '190px', cell: (one) => one.state === 'open'
        ? <span className={styles.buttons} style={{ justifyContent: 'flex-end' }}><Button size="compact-sm" variant="default" onClick={() => onResolve([one], 'ours')}>{t('conflicts.ours')}</Button><Button size="compact-sm" variant="default" onClick={() => onResolve([one], 'theirs')}>{t('conflicts.theirs')}</Button></span>
        : one.state === 'undone' ? null : <Button size="compact-sm" variant="subtle" leftSection={<IconArrowBackUp size={15} />} onClick={() => work.undoConflict.mutate(one.id)}>{t('common:undo')}</Button> },
    ]} />
  );
}

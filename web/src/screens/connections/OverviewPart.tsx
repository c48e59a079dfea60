import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { connectionQueries } from '@/api/hubQueries';
import type { Connection, Run, Stream } from '@/api/hubTypes';
import { useFormat } from '@/i18n/useFormat';
import { ListFrame } from '@/parts/ListFrame';
import { ListTable } from '@/parts/ListTable';
import { Panel } from '@/parts/Panel';
import { StateMark, type Tone } from '@/parts/StateMark';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { HealthPart } from './HealthPart';
import styles from './Hub.module.css';
import { useAgo, useSpan } from './spans';
import type { ConnectionWork } from './useConnectionWork';

const STREAM_TONE: Record<Stream['state'], Tone> = { idle: 'good', running: 'busy', waiting: 'waiting', failed: 'bad', message: 'quiet' };
const RUN_TONE: Record<string, Tone> = { queued: 'waiting', running: 'busy', waiting: 'waiting', done: 'good', failed: 'bad', cancelled: 'quiet' };

/** Is it working, how late, what ran. */
export function OverviewPart({ connection, work }: { connection: Connection; work: ConnectionWork }) {
  const { t } = useTranslation('connections');
  const { network, can } = useScope();
  const queries = connectionQueries(network.id, connection.id);
  const streams = useQuery(queries.streams);
  const runs = useInfiniteQuery(queries.runs());
  const manages = can('integrations.manage');
  return (
    <>
      <HealthPart connection={connection} />
      <Panel title={t('streams.title')} note={t('streams.note')} flush><div className={styles.bare}><Streams streams={streams.data?.items ?? []} query={streams} work={manages ? work : undefined} /></div></Panel>
      <Panel title={t('runs.title')} flush><div className={styles.bare}><Runs runs={runs.data?.pages.flatMap((page) => page.items) ?? []} query={runs} work={manages ? work : undefined} /></div></Panel>
    </>
  );
}

function Streams({ streams, query, work }: { streams: readonly Stream[]; query: Parameters<typeof ListFrame>[0]['list']; work: ConnectionWork | undefined }) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const [ago, span] = [useAgo(), useSpan()];
  return (
    <ListFrame list={query} isEmpty={streams.length === 0} empty={<EmptyState title={t('streams.none')} />}>
      <ListTable<Stream> caption={t('streams.title')} rows={streams} rowKey={(one) => one.stream} columns={[
        { key: 'title', title: t('streams.stream'), onPhone: 'title', cell: (one) => <span className={styles.stack}><b>{one.title}</b><span>{one.detail ?? (one.record ? t('catalogue.as', { record: t(`record.${one.record}`, { defaultValue: one.record.replaceAll('_', ' ') }) }) : t('streams.serves'))}</span></span> },
        { key: 'state', title: t('filter.state'), onPhone: 'end', width: '130px', cell: (one) => <StateMark tone={STREAM_TONE[one.state] ?? 'quiet'} word={t(`streams.state.${one.state}`, { defaultValue: one.state })} /> },
        { key: 'records', title: t('streams.records'), numeric: true, onPhone: 'note', width: '100px', cell: (one) => format.count(one.records) },
        { key: 'held', title: t('streams.held'), numeric: true, width: '90px', cell: (one) => (one.held > 0 ? <b style={{ color: 'var(--watch)' }}>{format.count(one.held)}</b> : <span className="muted">0</span>) },
        { key: 'lag', title: t('fact.lag'), numeric: true, width: '90px', cell: (one) => span(one.lagSeconds) },
        { key: 'last', title: t('streams.last'), numeric: true, onPhone: 'note', width: '150px', cell: (one) => ago(one.succeededAt, t('never')) },
        ...(work ? [{ key: 'sync', title: <span className={styles.hiddenHead}>{t('actions')}</span>, numeric: true, width: '56px', cell: (one: Stream) => (one.state === 'message' ? null : <Tooltip label={t('work.sync')}><ActionIcon variant="subtle" color="gray" size={36} aria-label={t('work.syncOne', { name: one.title })} disabled={one.state === 'running'} onClick={() => work.sync.mutate({ stream: one.stream })}><IconRefresh size={17} stroke={1.6} /></ActionIcon></Tooltip>) }] : []),
      ]} />
    </ListFrame>
  );
}

function Runs({ runs, query, work }: { runs: readonly Run[]; query: Parameters<typeof ListFrame>[0]['list']; work: ConnectionWork | undefined }) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  return (
    <ListFrame list={query} isEmpty={runs.length === 0} empty={<EmptyState title={t('runs.none')} text={t('runs.noneText')} />}>
      <ListTable<Run> caption={t('runs.title')} rows={runs} rowKey={(one) => one.id} columns={[
        { key: 'stream', title: t('streams.stream'), onPhone: 'title', cell: (one) => <span className={styles.stack}><b>{one.stream.replaceAll('_', ' ')}</b><span>{one.detail ?? [t(`runs.reason.${one.reason}`, { defaultValue: one.reason.replaceAll('_', ' ') }), one.askedBy].filter(Boolean).join(' · ')}</span></span> },
        { key: 'state', title: t('filter.state'), onPhone: 'end', width: '130px', cell: (one) => <StateMark tone={RUN_TONE[one.state] ?? 'quiet'} word={t(`runs.state.${one.state}`, { defaultValue: one.state })} /> },
        { key: 'read', title: t('runs.read'), numeric: true, onPhone: 'note', width: '90px', cell: (one) => format.count(one.read) },
        { key: 'new', title: t('runs.new'), numeric: true, width: '90px', cell: (one) => format.count(one.created) },
        { key: 'changed', title: t('runs.changed'), numeric: true, width: '90px', cell: (one) => format.count(one.changed) },
        { key: 'bad', title: t('runs.bad'), numeric: true, width: '100px', cell: (one) => (one.refused + one.held > 0 ? <b style={{ color: 'var(--watch)' }}>{format.count(one.refused + one.held)}</b> : <span className="muted">0</span>) },
        { key: 'progress', title: t('runs.when'), numeric: true, onPhone: 'note', width: '190px', cell: (one) => (one.finishedAt || one.parts <= 1 ? format.instant(one.finishedAt ?? one.startedAt ?? one.createdAt) : <span className={styles.track} role="progressbar" aria-label={t('runs.read')} aria-valuemin={0} aria-valuemax={one.parts} aria-valuenow={one.partsDone}><i style={{ width: `${(one.partsDone / one.parts) * 100}%` }} /></span>) },
        ...(work ? [{ key: 'cancel', title: <span className={styles.hiddenHead}>{t('actions')}</span>, numeric: true, width: '56px', cell: (one: Run) => (one.finishedAt ? null : <Tooltip label={t('work.cancel')}><ActionIcon variant="subtle" color="gray" size={36} aria-label={t('work.cancel')} onClick={() => work.cancel.mutate(one.id)}><IconPlayerStop size={17} stroke={1.6} /></ActionIcon></Tooltip>) }] : []),
      ]} />
    </ListFrame>
  );
}

export function SyncButton({ work }: { work: ConnectionWork }) {
  const { t } = useTranslation('connections');
  return <Button variant="default" leftSection={<IconRefresh size={16} stroke={1.6} />} loading={work.sync.isPending} onClick={() => work.sync.mutate({})}>{t('work.sync')}</Button>;
}

import { Button } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionQueries } from '@/api/hubQueries';
import type { Comparison, Connection } from '@/api/hubTypes';
import { useFormat } from '@/i18n/useFormat';
import { ListFrame } from '@/parts/ListFrame';
import frame from '@/parts/ListFrame.module.css';
import { ListTable } from '@/parts/ListTable';
import { StateMark, type Tone } from '@/parts/StateMark';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import styles from './Hub.module.css';
import { StreamPick } from './PlacesPart';
import type { ConnectionWork } from './useConnectionWork';

const TONE: Record<Comparison['state'], Tone> = { queued: 'waiting', running: 'busy', same: 'good', different: 'watch', repaired: 'good', failed: 'bad' };

/** Counts, sums and hashes of both sides, and what differs. */
export function ComparisonsPart({ connection, work }: { connection: Connection; work: ConnectionWork }) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const { network, can } = useScope();
  const queries = connectionQueries(network.id, connection.id);
  const list = useInfiniteQuery(queries.comparisons);
  const streams = (useQuery(queries.streams).data?.items ?? []).filter((one) => one.state !== 'message' && one.record);
  const [picked, setPicked] = useState<string | null>(null);
  const stream = picked ?? streams[0]?.stream ?? null;
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const pair = (ours: string | number | null, theirs: string | number | null) => <span style={ours !== theirs ? { color: 'var(--watch)', fontWeight: 600 } : undefined}>{format.count(ours)} / {format.count(theirs)}</span>;
  return (
    <>
      {can('integrations.manage') && streams.length > 0 && (
        <div className={frame.filters}>
          <StreamPick streams={streams} value={stream} onChange={setPicked} />
          <Button variant="default" disabled={!stream} loading={work.compare.isPending} onClick={() => stream && work.compare.mutate({ stream, repair: false })}>{t('comparisons.run')}</Button>
          <Button variant="default" disabled={!stream} loading={work.compare.isPending} onClick={() => stream && work.compare.mutate({ stream, repair: true })}>{t('comparisons.repair')}</Button>
        </div>
      )}
      <ListFrame list={list} isEmpty={items.length === 0} empty={<EmptyState icon={<IconScale size={22} />} title={t('comparisons.none')} text={t('comparisons.noneText', { title: connection.title })} />}>
        <ListTable<Comparison> caption={t('tab.comparisons')} rows={items} rowKey={(one) => one.id} columns={[
          { key: 'stream', title: t('streams.stream'), onPhone: 'title', cell: (one) => <span className={styles.stack}><b>{one.stream.replaceAll('_', ' ')}</b><span>{one.detail ?? (one.examples.length > 0 ? one.examples.slice(0, 3).map((example) => `${example.key} (${t(`comparisons.what.${example.what}`, { defaultValue: example.what })})`).join(', ') : '')}</span></span> },
          { key: 'count', title: t('comparisons.counts', { title: connection.title }), numeric: true, onPhone: 'note', width: '150px', cell: (one) => pair(one.ours, one.theirs) },
          { key: 'sum', title: t('comparisons.sums'), numeric: true, width: '200px', cell: (one) => (one.oursSum === null ? <span className="muted">–</span> : pair(one.oursSum, one.theirsSum)) },
          { key: 'differ', title: t('comparisons.differ'), numeric: true, width: '110px', cell: (one) => format.count(one.missing + one.extra + one.different) },
          { key: 'when', title: t('runs.when'), numeric: true, width: '190px', cell: (one) => format.instant(one.finishedAt ?? one.createdAt) },
          { key: 'state', title: t('filter.state'), onPhone: 'end', width: '130px', cell: (one) => <StateMark tone={TONE[one.state] ?? 'quiet'} word={t(`comparisons.state.${one.state}`, { defaultValue: one.state })} /> },
        ]} />
      </ListFrame>
    </>
  );
}

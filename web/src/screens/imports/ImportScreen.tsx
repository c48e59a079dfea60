import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '@/api/client';
import { paths } from '@/api/paths';
import { importQuery, isUnderWay } from '@/api/queries';
import { formatDuration, formatSize } from '@/format/sizes';
import { useFormat } from '@/i18n/useFormat';
import { Facts } from '@/parts/Facts';
import { Note } from '@/parts/Note';
import { PageHead } from '@/parts/PageHead';
import { Panel } from '@/parts/Panel';
import { PlaceholderLines } from '@/parts/Placeholder';
import { ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import styles from './Imports.module.css';
import { ImportState } from './ImportState';
import { keptFiles } from './keptFiles';
import { Progress } from './Progress';
import { RefusedRows } from './RefusedRows';
import { useImportWork } from './useImportWork';

const route = getRouteApi('/frame/imports/$importId');

/** One import: its progress while it runs, its report afterwards. It runs on the server, so a reader may leave and come back. */
export function ImportScreen() {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { importId } = route.useParams();
  const { network, tree, can } = useScope();
  const queries = useQueryClient();
  const found = useQuery(importQuery(network.id, importId));
  const { start, cancel } = useImportWork();
  const run = found.data;
  const isRunning = isUnderWay(run);
  // The figures of the network move with what came in.
  useEffect(() => { if (run?.state === 'done' && !run.dryRun) for (const key of ['dashboard', 'measures', 'snapshot', 'day', 'tree']) void queries.invalidateQueries({ queryKey: [key] }); }, [run?.state, run?.dryRun, queries]);

  if (!run) return found.isError ? <ErrorState error={found.error} onRetry={() => void found.refetch()} whole /> : <PlaceholderLines lines={6} />;
  const kept = keptFiles(run.id);
  const name = run.files.map((file) => file.name).join(', ');
  const counts: [string, number, string][] = [[t('count.imported'), run.imported, 'good'], [t('count.unchanged'), run.unchanged, 'quiet'], [t('count.refused'), run.refused, run.refused > 0 ? 'bad' : 'quiet']];
  return (
    <div className={styles.newImport}>
      <PageHead title={name} plainTitle={name} note={<Link to="/imports">{t('all')}</Link>} actions={
        <>
          {isRunning && can('imports.run') && <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate(run.id)}>{t('cancel')}</Button>}
          {run.state === 'done' && run.dryRun && kept && <Button loading={start.isPending} onClick={() => start.mutate({ ...kept, dryRun: false })}>{t('forReal')}</Button>}
        </>
      } />
      <Panel>
        <div className={styles.run} role="group" aria-label={t('column.progress')}>
          <div className={styles.runHead}>
            <ImportState run={run} />
            {run.state === 'running' && <span className={styles.speed}>{[run.rowsPerSecond != null && t('speed', { rate: format.count(Math.round(run.rowsPerSecond)) }), run.secondsLeft != null && t('left', { time: formatDuration(run.secondsLeft, format.locale) })].filter(Boolean).join(' · ')}</span>}
          </div>
          <Progress run={run} large />
          <p className="muted" aria-live="polite">{t('readSoFar', { rows: format.count(run.rowsRead), read: formatSize(run.bytesRead, format.locale), total: formatSize(run.bytesTotal, format.locale) })}{isRunning && ` ${t('mayLeave')}`}</p>
        </div>
        <dl className={styles.counts}>{counts.map(([label, value, tone]) => <div key={label} data-tone={tone}><dt>{label}</dt><dd>{format.count(value)}</dd></div>)}</dl>
        {run.dryRun && <Note>{run.state === 'done' ? t('trialDone') : t('trial')}</Note>}
        {run.error && <Note kind="bad" role="alert">{run.error}</Note>}
        {run.state === 'cancelled' && <Note kind="watch">{t('cancelledNote')}</Note>}
        {start.isError && <Note kind="bad" role="alert">{start.error.message}</Note>}
      </Panel>
      {run.refused > 0 && (
        <Panel id="refused" title={t('refused.title', { count: run.refused })} note={t('refused.note')} flush
          actions={<Button component="a" variant="default" size="sm" leftSection={<IconDownload size={15} stroke={1.6} />} href={addressOf(paths.refused(network.id, run.id), { format: 'csv' })} download={`refused-${run.id}.csv`}>{t('common:chart.csv')}</Button>}>
          <RefusedRows importId={run.id} isRunning={isRunning} />
        </Panel>
      )}
      <Panel id="about" title={t('about')}>
        <Facts facts={[
          [t('profile'), run.profile], [t('location'), run.locationId ? (tree?.get(run.locationId)?.name ?? run.locationId) : t('locationInFile')],
          [t('files'), run.files.map((file) => `${file.name} (${formatSize(file.bytes, format.locale)})`).join(', ')],
          [t('started'), run.startedAt ? format.instant(run.startedAt) : '–'], [t('finished'), run.finishedAt ? format.instant(run.finishedAt) : '–'], [t('by'), run.createdBy],
        ]} />
      </Panel>
    </div>
  );
}

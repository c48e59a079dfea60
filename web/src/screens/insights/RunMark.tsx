import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { PREDICTIONS, runsQuery } from '@/api/predictionQueries';
import { useFormat } from '@/i18n/useFormat';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import styles from './Insights.module.css';
import { runShare } from './runShare';

/** A run at work: what it is at, how far; when it ends, what stands on the screen is asked anew. */
export function RunMark() {
  const { t } = useTranslation('insights');
  const format = useFormat();
  const { network } = useScope();
  const queries = useQueryClient();
  const run = useQuery(runsQuery(network.id)).data?.items.find((one) => one.state === 'queued' || one.state === 'running');
  const watched = useRef<string | undefined>(undefined);
  const id = run?.id;
  useEffect(() => {
    if (watched.current !== undefined && id === undefined) void queries.invalidateQueries({ queryKey: [PREDICTIONS, network.id] });
    watched.current = id;
  }, [id, queries, network.id]);
  if (!run) return null;
  const share = runShare(run);
  return (
    <div className={styles.run} role="status">
      <span className={styles.line}>
        <span>{run.progress ? t('run.working', { part: t(`part.${run.progress.part}`, { defaultValue: run.progress.part }), done: run.progress.partsDone + 1, all: run.progress.parts }) : t('run.waiting')}</span>
        <Link to="/insights/models" search={withSearch({ tab: 'runs' })}>{t('run.see')}</Link>
      </span>
      <span className={styles.track} role="progressbar" aria-label={t('run.progress')} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share * 100)} aria-valuetext={format.ratio(share, 0)}><i style={{ width: `${share * 100}%` }} /></span>
    </div>
  );
}

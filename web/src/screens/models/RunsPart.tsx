import { IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { runsQuery } from '@/api/predictionQueries';
import type { PredictionRun } from '@/api/predictionTypes';
import { formatDuration } from '@/format/sizes';
import { useFormat } from '@/i18n/useFormat';
import { ListFrame } from '@/parts/ListFrame';
import frame from '@/parts/ListFrame.module.css';
import { ListTable, type ListColumn } from '@/parts/ListTable';
import { StateMark } from '@/parts/StateMark';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { runShare } from '@/screens/insights/runShare';
import styles from './Models.module.css';
import { RUN_TONES } from './modelWords';

/** Runs that make predictions, the newest first, and when the next one starts by itself. */
export function RunsPart() {
  const { t } = useTranslation('models');
  const format = useFormat();
  const { network } = useScope();
  const runs = useQuery(runsQuery(network.id));
  const rows = runs.data?.items ?? [];
  const took = (run: PredictionRun) => (run.startedAt && run.finishedAt ? formatDuration((Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000, format.locale) : run.state === 'running' ? format.ratio(runShare(run), 0) : '–');
  const nameOf = (part: string) => t(`insights:part.${part}`, { defaultValue: part.replaceAll('_', ' ') });
  const columns: ListColumn<PredictionRun>[] = [
    { key: 'created', title: t('column.started'), onPhone: 'title', width: '22%', cell: (run) => <span className={styles.stack}><b><time dateTime={run.createdAt}>{format.instant(run.createdAt)}</time></b><span>{t(`reason.${run.reason}`)}</span></span> },
    { key: 'state', title: t('column.state'), onPhone: 'end', cell: (run) => <StateMark tone={RUN_TONES[run.state]} word={t(`runState.${run.state}`)} /> },
    { key: 'took', title: t('column.took'), numeric: true, onPhone: 'end', cell: took },
    { key: 'parts', title: t('column.made'), onPhone: 'note', cell: (run) => (
      <ul className={styles.parts}>
        {run.parts.filter((part) => part.result !== null).map((part) => <li key={part.part}><b>{nameOf(part.part)}</b> {part.result}</li>)}
        {run.error && <li className={styles.fault}>{run.error}</li>}
      </ul>
    ) },
  ];
  return (
    <div className={frame.screen}>
      {runs.data && <p className="muted">{t('nextNight', { at: format.instant(runs.data.nextNight, network.timeZone) })}</p>}
      <ListFrame list={runs} isEmpty={rows.length === 0} empty={<EmptyState icon={<IconPlayerPlay size={22} />} title={t('noRuns')} text={t('noRunsText')} />}>
        <ListTable caption={t('tab.runs')} columns={columns} rows={rows} rowKey={(run) => run.id} />
      </ListFrame>
    </div>
  );
}

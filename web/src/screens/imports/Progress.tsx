import { useTranslation } from 'react-i18next';
import type { ImportRun } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import styles from './Imports.module.css';

/** How far the files are read, by bytes. */
export function Progress({ run, large = false }: { run: ImportRun; large?: boolean }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const percent = run.state === 'done' ? 100 : run.bytesTotal > 0 ? Math.min(100, (run.bytesRead / run.bytesTotal) * 100) : 0;
  return (
    <span className={styles.progress} data-large={large || undefined}>
      <span className={styles.track} role="progressbar" aria-label={t('column.progress')} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(percent)}><i data-state={run.state} style={{ width: `${percent}%` }} /></span>
      <span className={styles.percent}>{format.ratio(Math.floor(percent) / 100, 0)}</span>
    </span>
  );
}

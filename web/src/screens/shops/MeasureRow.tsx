import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SnapshotMeasure } from '@/api/types';
import { toNumber } from '@/format/numbers';
import { useFormat } from '@/i18n/useFormat';
import { Change } from '@/parts/Change';
import { Sparkline } from '@/parts/Sparkline';
import { useScope } from '@/scope/Scope';
import styles from './MeasureRow.module.css';

/** A measure as a row: value, its line, and where the shop stands among peers as a tick on a strip. */
export function MeasureRow({ row, currency }: { row: SnapshotMeasure; currency: string }) {
  const { t } = useTranslation('shops');
  const format = useFormat();
  const { today } = useScope();
  const last = row.trend.at(-1)?.period;
  const percentile = toNumber(row.peerPercentile);
  const peers = percentile === null ? null : t('peek.percentile', { percent: format.ratio(percentile / 100, 0), size: format.count(row.peerSize) });
  return (
    <div className={styles.row}>
      <Link to="/measures" search={((before: object) => ({ ...before, measure: row.measure })) as never} className={styles.name}>{row.title}</Link>
      <b className={styles.value}>{format.value(row.value, row.unit, currency)}</b>
      <span className={styles.change}><Change value={row.change} direction={row.direction} /></span>
      <span className={styles.line}><Sparkline values={row.trend.map((p) => toNumber(p.value))} height={26} isLastPartial={last === today || last === today.slice(0, 7)} label={row.title} /></span>
      {percentile !== null && (
        <span className={styles.peers} title={peers ?? ''}>
          <span className={styles.strip} role="img" aria-label={peers ?? ''}><i style={{ insetInlineStart: `${percentile}%` }} /></span>
          <span aria-hidden>{peers}</span>
        </span>
      )}
    </div>
  );
}

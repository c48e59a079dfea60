import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SnapshotMeasure } from '@/api/types';
import { toNumber } from '@/format/numbers';
import { useFormat } from '@/i18n/useFormat';
import { MeasureChange } from '@/parts/MeasureChange';
import { PeerStrip } from '@/parts/PeerStrip';
import { Sparkline } from '@/parts/Sparkline';
import { stillRuns } from '@/period/period';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import styles from './MeasureRow.module.css';

/** A measure as a row: value, its line, and where the shop stands among peers as a tick on a strip. */
export function MeasureRow({ row, currency }: { row: SnapshotMeasure; currency: string }) {
  const { t } = useTranslation('shops');
  const format = useFormat();
  const { today } = useScope();
  const percentile = toNumber(row.peerPercentile);
  const peers = percentile === null ? '' : t('peek.percentile', { percent: format.ratio(percentile / 100, 0), size: format.count(row.peerSize) });
  return (
    <div className={styles.row}>
      <Link to="/measures" search={withSearch({ measure: row.measure })} className={styles.name}>{row.title}</Link>
      <b className={styles.value}>{format.value(row.value, row.unit, currency)}</b>
      <span className={styles.change}><MeasureChange row={row} /></span>
      <span className={styles.line}><Sparkline values={row.trend.map((p) => toNumber(p.value))} height={26} isLastPartial={stillRuns(row.trend.at(-1)?.period, today)} label={row.title} /></span>
      {percentile !== null && (
        <span className={styles.peers}>
          <PeerStrip percentile={percentile} label={peers} />
          <span aria-hidden>{peers}</span>
        </span>
      )}
    </div>
  );
}

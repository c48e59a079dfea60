import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { snapshotQuery } from '@/api/queries';
import type { SnapshotMeasure } from '@/api/types';
import { toNumber } from '@/format/numbers';
import { useFormat } from '@/i18n/useFormat';
import { BandMark } from '@/parts/BandMark';
import { MeasureChange } from '@/parts/MeasureChange';
import { Panel } from '@/parts/Panel';
import { PeerStrip } from '@/parts/PeerStrip';
import { PlaceholderLines } from '@/parts/Placeholder';
import { Sparkline } from '@/parts/Sparkline';
import { EmptyState, ErrorState } from '@/parts/States';
import { stillRuns } from '@/period/period';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import styles from './MeasureLines.module.css';

/** Each measure of the period as a row: value, change, line, target, place among peers, and what moved it. */
export function MeasureLines({ shopId, currency }: { shopId: string; currency: string }) {
  const { t } = useTranslation('shop');
  const format = useFormat();
  const { period, compare, today } = useScope();
  const snapshot = useQuery(snapshotQuery(shopId, period.from, period.to, compare));
  const data = snapshot.data;
  const peers = data?.measures.find((row) => row.peerGroup);
  const hasTargets = data?.measures.some((row) => row.target !== null) ?? false;
  const range = `${format.range(period.from, period.to)}${data?.comparison ? ` ${t('network:against', { range: format.range(data.comparison.from, data.comparison.to) })}` : ''}`;
  return (
    <Panel id="measures" title={t('measures.title')} note={range} flush>
      {data && <p className={styles.standing}><BandMark band={data.band} />{peers && <span>{t('measures.standing', { group: peers.peerGroup, count: peers.peerSize ?? 0 })}</span>}</p>}
      {snapshot.isPending && <div className={styles.waiting}><PlaceholderLines lines={8} lineHeight={40} /></div>}
      {snapshot.isError && !data && <ErrorState error={snapshot.error} onRetry={() => void snapshot.refetch()} />}
      {data?.measures.length === 0 && <EmptyState title={t('shops:peek.noData')} text={t('measures.noData')} />}
      {data && data.measures.length > 0 && (
        <div className={styles.table} role="table" aria-label={t('measures.title')} data-targets={hasTargets || undefined}>
          <div className={styles.head} role="row">
            {(['measure', 'value', 'change', 'trend', ...(hasTargets ? ['target'] as const : []), 'peers', 'moved'] as const).map((column) => <span key={column} role="columnheader" data-column={column}>{t(`measures.${column}`)}</span>)}
          </div>
          {data.measures.map((row) => <Line key={row.measure} row={row} currency={currency} today={today} hasTargets={hasTargets} />)}
        </div>
      )}
    </Panel>
  );
}

function Line({ row, currency, today, hasTargets }: { row: SnapshotMeasure; currency: string; today: string; hasTargets: boolean }) {
  const { t } = useTranslation('shop');
  const format = useFormat();
  const percentile = toNumber(row.peerPercentile);
  const peers = percentile === null ? t('measures.noPeers') : t('shops:peek.percentile', { percent: format.ratio(percentile / 100, 0), size: format.count(row.peerSize) });
  const values = row.trend.map((point) => toNumber(point.value));
  const hasTrend = values.filter((point) => point !== null).length > 1;
  const value = toNumber(row.value);
  const target = toNumber(row.target);
  const effectOf = ({ effect, unit }: SnapshotMeasure['drivers'][number]) => {
    const amount = toNumber(effect) ?? 0;
    if (unit === 'percent') return t('common:change.points', { points: format.points(amount) });
    const size = Math.abs(amount);
    // Cents decide something about a ticket, nothing about a month.
    const text = unit === 'money' && size >= 100 ? format.moneyWhole(size, currency) : format.value(size, unit, currency, true);
    return amount > 0 ? `+${text}` : amount < 0 ? `−${text}` : text;
  };
  const isMet = value !== null && target !== null && (row.direction === 'up' ? value >= target : value <= target);
  return (
    <div className={styles.line} role="row">
      <span role="cell" data-column="measure"><Link to="/measures" search={withSearch({ measure: row.measure })}>{row.title}</Link></span>
      <span role="cell" data-column="value"><b>{format.value(row.value, row.unit, currency)}</b></span>
      <span role="cell" data-column="change"><MeasureChange row={row} /></span>
      <span role="cell" data-column="trend">{hasTrend && <Sparkline values={values} height={28} isLastPartial={stillRuns(row.trend.at(-1)?.period, today)} label={t('measures.trendOf', { measure: row.title })} />}</span>
      {hasTargets && <span role="cell" data-column="target" data-name={t('measures.target')}>{row.target === null ? <span className={styles.none}>–</span> : <><b>{format.value(row.target, row.unit, currency)}</b><span data-met={isMet}>{isMet ? t('measures.met') : t('measures.missed')}</span></>}</span>}
      <span role="cell" data-column="peers">
        {percentile === null ? <span className={styles.none} title={peers}>–</span> : (
          <><PeerStrip percentile={percentile} label={peers} /><span className={styles.rank} aria-hidden>{t('measures.rank', { rank: format.ratio(percentile / 100, 0) })}</span></>
        )}
      </span>
      <span role="cell" data-column="moved">
        {row.drivers.length === 0 ? <span className={styles.none}>–</span> : row.drivers.slice(0, 3).map((driver) => (
          <span key={driver.name} className={styles.driver}><span>{driver.title}</span><b>{effectOf(driver)}</b></span>
        ))}
      </span>
    </div>
  );
}


import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { snapshotQuery } from '@/api/queries';
import type { SnapshotMeasure } from '@/api/types';
import { toNumber } from '@/format/numbers';
import { useFormat } from '@/i18n/useFormat';
import { BandMark } from '@/parts/BandMark';
import { Change } from '@/parts/Change';
import { Panel } from '@/parts/Panel';
import { PlaceholderLines } from '@/parts/Placeholder';
import { Sparkline } from '@/parts/Sparkline';
import { EmptyState, ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import styles from './MeasureLines.module.css';

/** Each measure of the period as a row: value, change, line, target, place among peers, and what moved it. */
export function MeasureLines({ shopId, currency }: { shopId: string; currency: string }) {
  const { t } = useTranslation('shop');
  const format = useFormat();
  const { period, compare, today } = useScope();
  const snapshot = useQuery(snapshotQuery(shopId, period.from, period.to, compare));
  const data = snapshot.data;
  const peers = data?.measures.find((row) => row.peerGroup);
  const range = `${format.range(period.from, period.to)}${data?.comparison ? ` ${t('network:against', { range: format.range(data.comparison.from, data.comparison.to) })}` : ''}`;
  return (
    <Panel id="measures" title={t('measures.title')} note={range} flush>
      {data && <p className={styles.standing}><BandMark band={data.band} />{peers && <span>{t('measures.standing', { group: peers.peerGroup, count: peers.peerSize ?? 0 })}</span>}</p>}
      {snapshot.isPending && <div className={styles.waiting}><PlaceholderLines lines={8} lineHeight={40} /></div>}
      {snapshot.isError && !data && <ErrorState error={snapshot.error} onRetry={() => void snapshot.refetch()} />}
      {data?.measures.length === 0 && <EmptyState title={t('shops:peek.noData')} text={t('measures.noData')} />}
      {data && data.measures.length > 0 && (
        <div className={styles.table} role="table" aria-label={t('measures.title')}>
          <div className={styles.head} role="row">
            {(['measure', 'value', 'change', 'trend', 'target', 'peers', 'moved'] as const).map((column) => <span key={column} role="columnheader" data-column={column}>{t(`measures.${column}`)}</span>)}
          </div>
          {data.measures.map((row) => <Line key={row.measure} row={row} currency={currency} today={today} />)}
        </div>
      )}
    </Panel>
  );
}

function Line({ row, currency, today }: { row: SnapshotMeasure; currency: string; today: string }) {
  const { t } = useTranslation('shop');
  const format = useFormat();
  const percentile = toNumber(row.peerPercentile);
  const peers = percentile === null ? t('measures.noPeers') : t('shops:peek.percentile', { percent: format.ratio(percentile / 100, 0), size: format.count(row.peerSize) });
  const value = toNumber(row.value);
  const target = toNumber(row.target);
  const isMet = value !== null && target !== null && (row.direction === 'up' ? value >= target : value <= target);
  return (
    <div className={styles.line} role="row">
      <span role="cell" data-column="measure"><Link to="/measures" search={((before: object) => ({ ...before, measure: row.measure })) as never}>{row.title}</Link></span>
      <span role="cell" data-column="value"><b>{format.value(row.value, row.unit, currency)}</b></span>
      <span role="cell" data-column="change"><Change value={row.change} direction={row.direction} /></span>
      <span role="cell" data-column="trend"><Sparkline values={row.trend.map((point) => toNumber(point.value))} height={28} isLastPartial={stillRuns(row.trend.at(-1)?.period, today)} label={t('measures.trendOf', { measure: row.title })} /></span>
      <span role="cell" data-column="target">{row.target === null ? <span className={styles.none}>–</span> : <><b>{format.value(row.target, row.unit, currency)}</b><span data-met={isMet}>{isMet ? t('measures.met') : t('measures.missed')}</span></>}</span>
      <span role="cell" data-column="peers">
        {percentile === null ? <span className={styles.none}>{peers}</span> : (
          <><span className={styles.strip} role="img" aria-label={peers} title={peers}><i style={{ insetInlineStart: `${percentile}%` }} /></span><span className={styles.rank} aria-hidden>{t('measures.rank', { rank: Math.round(percentile) })}</span></>
        )}
      </span>
      <span role="cell" data-column="moved">
        {row.drivers.length === 0 ? <span className={styles.none}>–</span> : row.drivers.slice(0, 3).map((driver) => (
          <span key={driver.name} className={styles.driver}><span>{driver.title}</span><b>{signed(driver.effect, format.value(driver.effect, driver.unit, currency, true))}</b></span>
        ))}
      </span>
    </div>
  );
}

const signed = (effect: string, text: string) => (Number(effect) > 0 ? `+${text}` : text.replace('-', '−'));

/** Whether a trend's last point, a day or a month, is of a period that is not over. */
const stillRuns = (period: string | undefined, today: string) => period !== undefined && (period === today || period === today.slice(0, 7));

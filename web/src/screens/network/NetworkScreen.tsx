import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/useFormat';
import { PageHead } from '@/parts/PageHead';
import { PartBoundary } from '@/parts/PartBoundary';
import { ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { toNumber } from '@/format/numbers';
import { KeyFigures } from './KeyFigures';
import { LiveTape } from './LiveTape';
import { LiveToday } from './LiveToday';
import { NeedsYou } from './NeedsYou';
import { NetworkEmpty } from './NetworkEmpty';
import styles from './NetworkScreen.module.css';
import { NetworkWaiting } from './NetworkWaiting';
import { OwnShop } from './OwnShop';
import { RevenueTrend } from './RevenueTrend';
import { Sentences } from '@/parts/Sentences';
import { ShopBars } from './ShopBars';
import { ShopsCompared } from './ShopsCompared';
import { useDashboard } from './useDashboard';
import { WhatIsToCome } from './WhatIsToCome';

/** The executive dashboard of any place above a shop. */
export function NetworkScreen() {
  const { t } = useTranslation('network');
  const format = useFormat();
  const { network, tree, nodeId, period, can } = useScope();
  const { data, error, isError, isPlaceholderData, refetch } = useDashboard();
  const name = tree?.get(nodeId)?.name ?? (nodeId ? data?.node.name : network.name) ?? '';
  const shops = tree ? tree.shopsUnder(nodeId) : network.locationCount;
  const note = [t('note', { shops: t('common:shops', { count: shops }), range: format.range(period.from, period.to) }), data?.comparison && t('against', { range: format.range(data.comparison.from, data.comparison.to) })].filter(Boolean).join(', ');
  if (!can('measures.read')) return <OwnShop />;
  const head = <PageHead title={name} note={note} quiet />;

  if (!data) return <div className={styles.screen}>{head}{isError ? <ErrorState error={error} onRetry={() => void refetch()} /> : <NetworkWaiting />}</div>;
  const isEmpty = data.figures.every((figure) => (toNumber(figure.value) ?? 0) === 0);
  return (
    <div className={styles.screen} data-stale={isPlaceholderData || undefined} aria-busy={isPlaceholderData}>
      {head}
      {isError && <p className={styles.stale} role="status">{t('common:state.stale', { time: format.time(data.asOf) })}</p>}
      <div className={styles.lead}>
        <PartBoundary resetKey={data}><Sentences sentences={data.sentences} /></PartBoundary>
        <PartBoundary resetKey={data}><LiveToday dashboard={data} /></PartBoundary>
      </div>
      {isEmpty ? <NetworkEmpty /> : (
        <>
          <PartBoundary resetKey={data}><KeyFigures figures={data.figures} currency={data.node.currency} /></PartBoundary>
          <div className={styles.wideNarrow}>
            <PartBoundary resetKey={data}><RevenueTrend dashboard={data} /></PartBoundary>
            <PartBoundary resetKey={data}><NeedsYou items={data.attention} /></PartBoundary>
          </div>
          {data.outlook && <PartBoundary resetKey={data}><WhatIsToCome outlook={data.outlook} node={data.node} /></PartBoundary>}
          {data.bands.locationsInAll > 1 ? <ShopsCompared dashboard={data} /> : (
            <>
              <PartBoundary resetKey={data}><ShopBars bands={data.bands} currency={data.node.currency} /></PartBoundary>
              <PartBoundary resetKey={data}><LiveTape /></PartBoundary>
            </>
          )}
        </>
      )}
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { pricesQuery } from '@/api/predictionQueries';
import { useFormat } from '@/i18n/useFormat';
import frame from '@/parts/ListFrame.module.css';
import { PageHead } from '@/parts/PageHead';
import { PartBoundary } from '@/parts/PartBoundary';
import { Placeholder, PlaceholderLines } from '@/parts/Placeholder';
import { PlacePicker } from '@/parts/PlacePicker';
import { Sentences } from '@/parts/Sentences';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import { InsightsTabs } from '@/screens/insights/InsightsTabs';
import { NotYet } from '@/screens/insights/NotYet';
import { RunMark } from '@/screens/insights/RunMark';
import { useShop } from '@/screens/insights/useShop';
import type { PricesAddress } from './address';
import { NewTestPanel } from './NewTestPanel';
import { PriceList } from './PriceList';
import { PricePanel } from './PricePanel';
import { PriceTests } from './PriceTests';
import { proposedChange } from './priceWords';
import { TestPanel } from './TestPanel';

const route = getRouteApi('/frame/insights/prices');
const SHOPS = ['location'] as const;

/** The price lab: how units follow prices, what is proposed inside the owner's bounds, and trials that prove it. */
export function PricesScreen() {
  const { t } = useTranslation('prices');
  const format = useFormat();
  const address = route.useSearch();
  const navigate = useNavigate();
  const { network, tree } = useScope();
  const shop = useShop();
  const prices = useQuery({ ...pricesQuery(network.id, shop?.id ?? ''), enabled: shop !== undefined });
  const change = (patch: Partial<PricesAddress>) => void navigate({ to: '.', search: withSearch(patch), replace: true, resetScroll: false });
  const data = prices.data;
  const items = data?.items ?? [];
  const moving = items.filter((item) => proposedChange(item) !== 0).sort((a, b) => b.profitChange - a.profitChange);
  const best = moving[0];
  const sentences = !data ? [] : [
    best ? t('sentence.best', { service: best.service, price: format.money(best.price, data.currency), proposed: format.money(best.proposed, data.currency), change: format.change(best.profitChange) }) : t('sentence.stay', { count: items.length }),
    ...(moving.length > 1 ? [t('sentence.others', { count: moving.length - 1 })] : []),
    ...(items.some((item) => item.restsOnLittle) ? [t('sentence.little', { count: items.filter((item) => item.restsOnLittle).length })] : []),
  ];
  const opened = items.find((item) => item.service === address.open);
  return (
    <div className={frame.screen}>
      <PageHead title={t('title', { name: shop?.name ?? '…' })} note={data?.asOf ? t('note', { day: format.day(data.asOf) }) : undefined} />
      <InsightsTabs />
      <RunMark />
      <div className={frame.filters}><PlacePicker className={frame.text ?? ''} aria-label={t('shop')} kinds={SHOPS} value={shop?.id ?? null} onChange={(node) => { if (node) change({ node, open: undefined }); }} /></div>
      {tree && !shop ? <EmptyState title={t('noShop')} /> : !data ? (prices.isError ? <NotYet error={prices.error} onRetry={() => void prices.refetch()} /> : <><PlaceholderLines lines={2} lineHeight={28} /><Placeholder height={300} radius={8} /></>) : (
        <>
          <Sentences sentences={sentences} />
          <PartBoundary resetKey={data}><PriceList list={data} openService={address.open} onOpen={(open) => change({ open, test: undefined })} /></PartBoundary>
        </>
      )}
      <PartBoundary><PriceTests openId={address.test} onOpen={(test) => change({ test, open: undefined })} /></PartBoundary>
      {opened && data && <PricePanel key={opened.service} item={opened} list={data} onTry={() => change({ test: 'new' })} onClose={() => change({ open: undefined })} />}
      {address.test === 'new' && <NewTestPanel service={opened?.service} price={opened?.proposed} services={items.map((item) => item.service)} currency={data?.currency ?? network.currency} onDone={(test) => change({ test, open: undefined })} onClose={() => change({ test: undefined })} />}
      {address.test && address.test !== 'new' && <TestPanel key={address.test} id={address.test} onClose={() => change({ test: undefined })} />}
    </div>
  );
}

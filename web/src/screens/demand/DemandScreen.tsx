import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { demandQuery } from '@/api/predictionQueries';
import { useFormat } from '@/i18n/useFormat';
import frame from '@/parts/ListFrame.module.css';
import { Note } from '@/parts/Note';
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
import { hourLabel } from '@/screens/shop/localTime';
import type { DemandAddress } from './address';
import { demandPeaks } from './demandMap';
import { DemandWeek } from './DemandWeek';

const route = getRouteApi('/frame/insights/demand');
const SHOPS = ['location'] as const;

/** When a shop is wanted: visits per weekday and hour, with what full hours hid. */
export function DemandScreen() {
  const { t } = useTranslation('demand');
  const format = useFormat();
  const address = route.useSearch();
  const navigate = useNavigate();
  const { network, tree } = useScope();
  const shop = useShop();
  const demand = useQuery({ ...demandQuery(network.id, shop?.id ?? '', address.service), enabled: shop !== undefined, placeholderData: (before) => (before?.locationId === shop?.id ? before : undefined) });
  const change = (patch: Partial<DemandAddress>) => void navigate({ to: '.', search: withSearch(patch), replace: true, resetScroll: false });
  const data = demand.data;
  const sentences = useMemo(() => {
    if (!data) return [];
    const { busiest, quietest, hidden } = demandPeaks(data.hours);
    const one = (value: number) => new Intl.NumberFormat(format.locale, { maximumFractionDigits: 1 }).format(value);
    const nameOf = (hour: typeof busiest) => (hour ? t('hourOf', { day: format.weekday(hour.weekday % 7), hour: hourLabel(hour.hour, format.locale) }) : '');
    return [
      t('sentence.week', { visits: one(data.visitsAWeek), hour: nameOf(busiest), most: one(busiest?.mean ?? 0) }),
      t(hidden >= 0.5 ? 'sentence.hidden' : 'sentence.served', { hidden: one(hidden), share: format.ratio(data.fullShare, 0) }),
      t('sentence.quiet', { hour: nameOf(quietest), least: one(quietest?.mean ?? 0) }),
    ];
  }, [data, format, t]);
  return (
    <div className={frame.screen}>
      <PageHead title={t('title', { name: shop?.name ?? '…' })} note={data ? t('note', { weeks: data.weeks, day: format.day(data.asOf) }) : undefined} />
      <InsightsTabs />
      <RunMark />
      <div className={frame.filters}>
        <PlacePicker className={frame.text ?? ''} aria-label={t('shop')} kinds={SHOPS} value={shop?.id ?? null} onChange={(node) => { if (node) change({ node, service: undefined, hour: undefined }); }} />
        {data && data.services.length > 0 && <Select className={frame.text ?? ''} aria-label={t('service')} placeholder={t('allServices')} clearable searchable value={address.service ?? null} onChange={(value) => change({ service: value ?? undefined })} data={data.services} />}
      </div>
      {tree && !shop ? <EmptyState title={t('noShop')} /> : !data ? (demand.isError ? <NotYet error={demand.error} onRetry={() => void demand.refetch()} /> : <><PlaceholderLines lines={3} lineHeight={28} /><Placeholder height={360} radius={8} /></>) : (
        <>
          <Sentences sentences={sentences} />
          {data.restsOnLittle && <Note kind="watch">{t('little', { count: data.weeks })}</Note>}
          <PartBoundary resetKey={data}><DemandWeek demand={data} picked={address.hour} onPick={(hour) => change({ hour })} /></PartBoundary>
        </>
      )}
    </div>
  );
}

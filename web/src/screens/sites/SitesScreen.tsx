import { Button } from '@mantine/core';
import { IconMapPinPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { sitesQuery } from '@/api/predictionQueries';
import { toNumber } from '@/format/numbers';
import { useFormat } from '@/i18n/useFormat';
import frame from '@/parts/ListFrame.module.css';
import { PageHead } from '@/parts/PageHead';
import { PartBoundary } from '@/parts/PartBoundary';
import { Placeholder, PlaceholderLines } from '@/parts/Placeholder';
import { Sentences } from '@/parts/Sentences';
import { EmptyState, ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import box from '@/screens/insights/Insights.module.css';
import { InsightsTabs } from '@/screens/insights/InsightsTabs';
import type { SitesAddress } from './address';
import { SiteMap } from './SiteMap';
import { SitePanel } from './SitePanel';
import { SiteTable } from './SiteTable';

const route = getRouteApi('/frame/insights/sites');

/** Where the next shop should open: candidates on the map, ranked by their return of twelve months. */
export function SitesScreen() {
  const { t } = useTranslation('sites');
  const format = useFormat();
  const address = route.useSearch();
  const navigate = useNavigate();
  const { network, tree, nodeId, can } = useScope();
  // Candidates belong to regions: from anywhere below, the region above is meant.
  const region = tree?.path(nodeId).find((node) => node.kind === 'region')?.id;
  const sites = useQuery({ ...sitesQuery(network.id, region), placeholderData: keepPreviousData, enabled: tree !== undefined });
  const change = (patch: Partial<SitesAddress>) => void navigate({ to: '.', search: withSearch(patch), replace: true, resetScroll: false });
  const data = sites.data;
  const sentences = useMemo(() => {
    if (!data) return [];
    const told = data.items.filter((one) => one.outlook !== null);
    const [best, growth] = [told[0], data.growth];
    const taken = best ? (toNumber(best.outlook!.takenFromOwn) ?? 0) / Math.max(1, toNumber(best.outlook!.sales) ?? 1) : 0;
    const pace = new Intl.NumberFormat(format.locale, { maximumFractionDigits: 0 }).format(growth.inTwelveMonths);
    return [
      ...(best ? [t('sentence.best', { name: best.name, value: format.ratio(best.outlook!.return, 0), low: format.ratio(best.outlook!.low, 0), high: format.ratio(best.outlook!.high, 0) }), t('sentence.taken', { share: format.ratio(taken, 0), amount: format.moneyCompact(best.outlook!.takenFromOwn, best.currency) })] : []),
      t('sentence.growth', { count: growth.open, pace, low: format.count(growth.low), high: format.count(growth.high) }),
    ];
  }, [data, format, t]);
  const add = can('predictions.manage') ? <Button leftSection={<IconMapPinPlus size={16} stroke={1.6} />} onClick={() => change({ open: 'new' })}>{t('add')}</Button> : undefined;
  const opened = data?.items.find((one) => one.id === address.open);
  return (
    <div className={frame.screen}>
      <PageHead title={t('title')} note={region ? tree?.get(region)?.name : network.name} actions={add} />
      <InsightsTabs />
      {!data ? (sites.isError ? <div className={box.box}><ErrorState error={sites.error} onRetry={() => void sites.refetch()} /></div> : <><PlaceholderLines lines={3} lineHeight={28} /><Placeholder height={420} radius={8} /><Placeholder height={240} radius={8} /></>) : (
        <>
          <Sentences sentences={sentences} />
          <PartBoundary resetKey={data}><SiteMap sites={data.items} region={region} openId={address.open} onOpen={(open) => change({ open })} /></PartBoundary>
          {data.items.length === 0 ? <div className={box.box}><EmptyState icon={<IconMapPinPlus size={22} />} title={t('empty')} text={t('emptyText')} {...(add ? { action: add } : {})} /></div>
            : <PartBoundary resetKey={data}><SiteTable sites={data.items} openId={address.open} onOpen={(open) => change({ open })} /></PartBoundary>}
        </>
      )}
      {(address.open === 'new' || opened) && <SitePanel key={address.open} site={opened} region={region} onDone={(open) => change({ open })} onClose={() => change({ open: undefined })} />}
    </div>
  );
}

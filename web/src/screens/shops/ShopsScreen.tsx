import { Button } from '@mantine/core';
import { IconBuildingStore, IconDownload, IconFilterOff, IconSitemap } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/useFormat';
import { downloadCsv } from '@/parts/csv';
import { PageHead } from '@/parts/PageHead';
import { Placeholder } from '@/parts/Placeholder';
import { EmptyState, ErrorState } from '@/parts/States';
import { useIsPhone } from '@/parts/useIsPhone';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import type { ShopsAddress } from './address';
import { ShopCards } from './ShopCards';
import { ShopFilters } from './ShopFilters';
import { ShopPeek } from './ShopPeek';
import styles from './ShopsScreen.module.css';
import { ShopTable } from './ShopTable';
import { useShopRows } from './useShopRows';
import { useShopTable } from './useShopTable';

const route = getRouteApi('/frame/shops');

/** Every shop with its figures; a first click opens a side panel, a second the shop's page. */
export function ShopsScreen() {
  const { t } = useTranslation('shops');
  const format = useFormat();
  const address = route.useSearch();
  const navigate = useNavigate();
  const { network, period, can } = useScope();
  const { rows, areFiguresLoading, areFiguresStale, error, retry } = useShopRows();
  const { shown, sortedBy, isFalling } = useShopTable(rows, address);
  const isPhone = useIsPhone();
  const change = useCallback(
    (patch: Partial<ShopsAddress>, replace = false) => void navigate({ to: '/shops', search: withSearch(patch), replace, resetScroll: false }),
    [navigate],
  );
  const pick = useCallback((id: string) => {
    if (id === address.open) void navigate({ to: '/shops/$shopId', params: { shopId: id } });
    else change({ open: id }, address.open !== undefined);
  }, [address.open, change, navigate]);
  const clear = () => change({ q: undefined, band: undefined, status: undefined, region: undefined });
  const download = () => downloadCsv('shops', ['name', 'code', 'region', 'status', 'net_sales', 'change', 'visits', 'average_ticket', 'band'],
    shown.map(({ original: r }) => [r.name, r.code, r.region, r.status, r.netSales, r.change, r.visits, r.ticket, r.band]));

  const count = rows === undefined ? '' : shown.length === rows.length ? t('count', { count: rows.length }) : t('of', { shown: format.count(shown.length), count: rows.length });
  const opened = address.open ? rows?.find((row) => row.id === address.open) : undefined;
  const list = { rows: shown, currency: network.currency, areFiguresLoading, sortedBy, isFalling, openId: address.open, onPick: pick, onSort: (sort: ShopsAddress['sort']) => change({ sort }, true) };

  return (
    <div className={styles.screen}>
      <PageHead title={t('title')} note={[count, format.range(period.from, period.to)].filter(Boolean).join(' · ')}
        actions={isPhone ? undefined : (
          <>
            {can('network.write') && <Button variant="default" leftSection={<IconSitemap size={16} stroke={1.6} />} renderRoot={(props) => <Link to="/structure" {...props} />}>{t('manage')}</Button>}
            {can('export') && shown.length > 0 && <Button variant="default" leftSection={<IconDownload size={16} stroke={1.6} />} onClick={download}>{t('common:chart.csv')}</Button>}
          </>
        )} />
      <ShopFilters address={address} rows={rows} onChange={change} onClear={clear} />
      {error && rows && <div className={styles.failed}><ErrorState error={error} onRetry={retry} /></div>}
      <div className={styles.list} data-stale={areFiguresStale || undefined} aria-busy={areFiguresLoading}>
        {rows === undefined ? <div className={styles.waiting}>{Array.from({ length: 12 }, (_, i) => <Placeholder key={i} height={24} />)}</div>
          : rows.length === 0 ? <EmptyState icon={<IconBuildingStore size={22} />} title={t('empty.title')} text={t('empty.text')} />
          : shown.length === 0 ? <EmptyState icon={<IconFilterOff size={22} />} title={t('nothing.title')} text={t('nothing.text')} action={<Button variant="default" onClick={clear}>{t('clear')}</Button>} />
          : isPhone ? <ShopCards {...list} /> : <ShopTable {...list} caption={t('caption', { range: format.range(period.from, period.to) })} />}
      </div>
      {opened && <ShopPeek key={opened.id} shop={opened} onClose={() => change({ open: undefined }, true)} />}
    </div>
  );
}

import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bands } from '@/api/types';
import { toNumber } from '@/format/numbers';
import { useFormat } from '@/i18n/useFormat';
import { BandMark } from '@/parts/BandMark';
import { Change } from '@/parts/Change';
import { ChartPanel } from '@/parts/ChartPanel';
import styles from './ShopBars.module.css';
import { shopTable } from './shopTable';

const SHOWN = 12;

/** The shops of a region or a group by net sales, on one scale from zero; each leads to its page. */
export function ShopBars({ bands, currency }: { bands: Bands; currency: string }) {
  const { t } = useTranslation('network');
  const format = useFormat();
  const shops = useMemo(() => [...bands.locations].sort((a, b) => (toNumber(b.netSales) ?? 0) - (toNumber(a.netSales) ?? 0)), [bands.locations]);
  const top = Math.max(1, toNumber(shops[0]?.netSales) ?? 0);
  if (shops.length === 0) return null;
  return (
    <ChartPanel id="shops" title={shops.length > 1 ? t('regions.title.location') : t('shopBars.one')} note={shops.length > 1 ? t('shopBars.note') : undefined} height={300} fileName="shops" measure={{ name: 'net_sales', title: t('trend.netSales') }} table={() => shopTable(shops, currency, format, t)}>
      <ul className={styles.list}>
        {shops.slice(0, SHOWN).map((shop) => (
          <li key={shop.id}>
            <Link to="/shops/$shopId" params={{ shopId: shop.id }} className={styles.shop}>
              <span className={styles.name}>{shop.name}</span>
              <span className={styles.bar} aria-hidden><i style={{ width: `${Math.max(0, ((toNumber(shop.netSales) ?? 0) / top) * 100)}%` }} /></span>
              <b>{format.moneyCompact(shop.netSales, currency)}</b>
              <Change value={shop.change} />
              <span className={styles.band}><BandMark band={shop.band} word={false} /></span>
            </Link>
          </li>
        ))}
      </ul>
      {shops.length > SHOWN && <p className={styles.more}><Link to="/shops">{t('regions.more', { count: bands.locationsInAll })}</Link></p>}
    </ChartPanel>
  );
}

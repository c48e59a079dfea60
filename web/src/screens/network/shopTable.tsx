import type { TFunction } from 'i18next';
import type { BandLocation } from '@/api/types';
import { toNumber } from '@/format/numbers';
import type { Format } from '@/i18n/useFormat';
import { Link } from '@tanstack/react-router';
import { BandMark } from '@/parts/BandMark';
import { Change } from '@/parts/Change';
import type { ChartTable } from '@/parts/ChartPanel';

/** Cells cost; beyond what the panel shows only the exact values for the CSV are made. */
const SHOWN = 500;

/** The table behind the strip and the map: the keyboard's and the screen reader's way to every dot. The CSV has all rows. */
export function shopTable(shops: readonly BandLocation[], currency: string, format: Format, t: TFunction<'network'>): ChartTable {
  const sorted = [...shops].sort((a, b) => (toNumber(b.percentile) ?? -1) - (toNumber(a.percentile) ?? -1));
  return {
    columns: [
      { key: 'shop', title: t('bands.shop'), csv: 'name' }, { key: 'code', title: t('bands.code'), csv: 'code' }, { key: 'band', title: t('bands.band'), csv: 'band' }, { key: 'before', title: t('bands.before'), csv: 'previous_band' },
      { key: 'percentile', title: t('bands.percentile'), csv: 'percentile', numeric: true }, { key: 'net', title: `${t('bands.netSales')}, ${currency}`, csv: 'net_sales', numeric: true }, { key: 'change', title: t('bands.change'), csv: 'change', numeric: true },
    ],
    rows: sorted.map((shop, index) => ({
      key: shop.id,
      raw: [shop.name, shop.code, shop.band, shop.previousBand, shop.percentile, shop.netSales, shop.change],
      cells: index >= SHOWN ? [] : [
        <Link key="l" to="/shops/$shopId" params={{ shopId: shop.id }}>{shop.name}</Link>, shop.code, <BandMark key="b" band={shop.band} />, shop.previousBand ? t(`common:band.${shop.previousBand}`) : '–',
        shop.percentile === null ? '–' : format.count(shop.percentile), format.amount(shop.netSales, currency), <Change key="c" value={shop.change} />,
      ],
    })),
  };
}

import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BandLocation, Bands } from '@/api/types';
import { toNumber } from '@/format/numbers';
import { useFormat } from '@/i18n/useFormat';
import { ChartPanel } from '@/parts/ChartPanel';
import type { MapPoint } from '@/parts/map/drawMap';
import { OutlineMap } from '@/parts/map/OutlineMap';
import { EmptyState } from '@/parts/States';
import { bandColour, usePalette } from '@/theme/tokens';
import { ShopCard } from './ShopCard';
import { shopTable } from './shopTable';

const HEIGHT = 420;
type ShopPoint = MapPoint & { shop: BandLocation };

/** Every shop where it stands; size is sales, colour is band. */
export function ShopMap({ bands, currency }: { bands: Bands; currency: string }) {
  const { t } = useTranslation('network');
  const format = useFormat();
  const palette = usePalette();
  const navigate = useNavigate();
  const points = useMemo<ShopPoint[]>(() => {
    const placed = bands.locations.filter((shop): shop is BandLocation & { latitude: number; longitude: number } => shop.latitude !== null && shop.longitude !== null);
    const most = placed.reduce((top, shop) => Math.max(top, toNumber(shop.netSales) ?? 0), 1);
    const largest = placed.length > 3000 ? 3 : placed.length > 500 ? 5 : 12;
    return placed.map((shop) => ({
      id: shop.id, shop, latitude: shop.latitude, longitude: shop.longitude, colour: bandColour(palette, shop.band), shape: shop.band === 'developing' || shop.band === 'underperforming' ? 'ring' : 'dot',
      radius: Math.max(largest * 0.3, Math.sqrt((toNumber(shop.netSales) ?? 0) / most) * largest),
    }));
  }, [bands.locations, palette]);
  return (
    <ChartPanel id="map" title={t('map.title')} note={t('map.note')} height={HEIGHT} fileName="shops-on-the-map" table={() => shopTable(bands.locations, currency, format, t)} flush>
      {points.length === 0 ? <EmptyState title={t('map.nothing')} text={t('map.nothingText')} /> : (
        <OutlineMap points={points} label={t('map.aria', { count: points.length })} onPick={({ shop }) => void navigate({ to: '/shops/$shopId', params: { shopId: shop.id } })}
          card={({ shop }, x, y, width) => <ShopCard shop={shop} currency={currency} x={x} y={y} width={width} />} />
      )}
    </ChartPanel>
  );
}

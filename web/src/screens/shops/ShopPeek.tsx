import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { snapshotQuery } from '@/api/queries';
import { BandMark } from '@/parts/BandMark';
import { PartBoundary } from '@/parts/PartBoundary';
import { PlaceholderLines } from '@/parts/Placeholder';
import { SidePanel } from '@/parts/SidePanel';
import { EmptyState, ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { MeasureRow } from './MeasureRow';
import type { ShopRow } from './useShopRows';

/** One shop in short, beside the list it was picked from. */
export function ShopPeek({ shop, onClose }: { shop: ShopRow; onClose: () => void }) {
  const { t } = useTranslation('shops');
  const { period, compare, network } = useScope();
  const snapshot = useQuery(snapshotQuery(shop.id, period.from, period.to, compare));
  const currency = snapshot.data?.location.currency ?? network.currency;
  return (
    <SidePanel
      label={t('peek.label', { name: shop.name })} title={shop.name} onClose={onClose}
      note={[shop.code, shop.region, t(`common:status.${shop.status}`)].filter(Boolean).join(' · ')}
      bar={
        <>
          <BandMark band={shop.band} />
          <Button rightSection={<IconArrowRight size={15} />} renderRoot={(props) => <Link to="/shops/$shopId" params={{ shopId: shop.id }} {...props} />}>{t('peek.open')}</Button>
        </>
      }
    >
      <PartBoundary resetKey={snapshot.data}>
        {snapshot.isPending && <PlaceholderLines lines={8} lineHeight={40} />}
        {snapshot.isError && <ErrorState error={snapshot.error} onRetry={() => void snapshot.refetch()} />}
        {snapshot.data?.measures.length === 0 && <EmptyState title={t('peek.noData')} />}
        {snapshot.data?.measures.map((row) => <MeasureRow key={row.measure} row={row} currency={currency} />)}
      </PartBoundary>
    </SidePanel>
  );
}

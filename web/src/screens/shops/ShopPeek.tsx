import { Button, CloseButton } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { snapshotQuery } from '@/api/queries';
import { BandMark } from '@/parts/BandMark';
import { PartBoundary } from '@/parts/PartBoundary';
import { PlaceholderLines } from '@/parts/Placeholder';
import { EmptyState, ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { MeasureRow } from './MeasureRow';
import styles from './ShopPeek.module.css';
import type { ShopRow } from './useShopRows';

/** One shop in short, beside the list it was picked from. Escape closes it and hands the focus back. */
export function ShopPeek({ shop, onClose }: { shop: ShopRow; onClose: () => void }) {
  const { t } = useTranslation('shops');
  const { period, compare, network } = useScope();
  const snapshot = useQuery(snapshotQuery(shop.id, period.from, period.to, compare));
  const panel = useRef<HTMLElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    const escape = (event: KeyboardEvent) => { if (event.key === 'Escape' && !event.defaultPrevented) close.current(); };
    window.addEventListener('keydown', escape);
    return () => {
      window.removeEventListener('keydown', escape);
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);

  const currency = snapshot.data?.location.currency ?? network.currency;
  return (
    <aside ref={panel} tabIndex={-1} className={styles.peek} aria-label={t('peek.label', { name: shop.name })}>
      <header className={styles.head}>
        <div className={styles.words}>
          <h2>{shop.name}</h2>
          <p className={styles.note}>{[shop.code, shop.region, t(`common:status.${shop.status}`)].filter(Boolean).join(' · ')}</p>
        </div>
        <CloseButton size="lg" aria-label={t('common:close')} onClick={onClose} />
      </header>
      <div className={styles.actions}>
        <BandMark band={shop.band} />
        <Button rightSection={<IconArrowRight size={15} />} renderRoot={(props) => <Link to="/shops/$shopId" params={{ shopId: shop.id }} {...props} />}>{t('peek.open')}</Button>
      </div>
      <div className={styles.body}>
        <PartBoundary resetKey={snapshot.data}>
          {snapshot.isPending && <PlaceholderLines lines={8} lineHeight={40} />}
          {snapshot.isError && <ErrorState error={snapshot.error} onRetry={() => void snapshot.refetch()} />}
          {snapshot.data?.measures.length === 0 && <EmptyState title={t('peek.noData')} />}
          {snapshot.data?.measures.map((row) => <MeasureRow key={row.measure} row={row} currency={currency} />)}
        </PartBoundary>
      </div>
    </aside>
  );
}

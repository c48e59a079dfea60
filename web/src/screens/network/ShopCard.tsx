import { useTranslation } from 'react-i18next';
import type { BandLocation } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import { BandMark } from '@/parts/BandMark';
import { Change } from '@/parts/Change';
import styles from './ShopCard.module.css';

/** What a dot says when it is pointed at. Stays inside its picture. */
export function ShopCard({ shop, currency, x, y, width }: { shop: BandLocation; currency: string; x: number; y: number; width: number }) {
  const { t } = useTranslation('network');
  const format = useFormat();
  const left = Math.max(4, Math.min(width - 244, x - 120));
  return (
    <div className={styles.card} style={{ left, ...(y > 120 ? { top: y - 14, transform: 'translateY(-100%)' } : { top: y + 16 }) }} aria-hidden>
      <b>{shop.name}</b>
      <span className={styles.code}>{shop.code}</span>
      <span className={styles.row}><span>{format.money(shop.netSales, currency)}</span><Change value={shop.change} /></span>
      <span className={styles.row}><BandMark band={shop.band} />{shop.previousBand && shop.previousBand !== shop.band && <span className={styles.was}>{t('bands.was', { band: t(`common:band.${shop.previousBand}`) })}</span>}</span>
    </div>
  );
}

import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/useFormat';
import { BandMark } from '@/parts/BandMark';
import { Change } from '@/parts/Change';
import { SORTABLE, type ShopsAddress } from './address';
import type { ShopListProps } from './listProps';
import styles from './ShopCards.module.css';
import { useRowsInView } from './useRowsInView';
import { isNumeric } from './useShopTable';

const HEIGHT = 92;

/** The list on a phone: the three figures that matter per shop. */
export function ShopCards({ rows, currency, sortedBy, isFalling, onPick, onSort }: ShopListProps) {
  const { t } = useTranslation('shops');
  const format = useFormat();
  const { ref, items, before, after } = useRowsInView<HTMLUListElement>(rows.length, HEIGHT);
  const options = SORTABLE.map((key) => ({ value: isNumeric(key) || key === 'band' ? `-${key}` : key, label: key === 'netSales' ? t('column.netSalesShort') : t(`column.${key}`, { currency }) }));
  return (
    <>
      <div className={styles.sort}>
        <NativeSelect aria-label={t('sort')} data={options} value={`${isFalling ? '-' : ''}${sortedBy}`} onChange={(e) => onSort(e.currentTarget.value as ShopsAddress['sort'])} variant="unstyled" />
      </div>
      <ul ref={ref} className={styles.list} style={{ paddingTop: before, paddingBottom: after }}>
        {items.map((item) => {
          const shop = rows[item.index]!.original;
          return (
            <li key={shop.id} style={{ height: HEIGHT }}>
              <button type="button" className={styles.card} onClick={() => onPick(shop.id)}>
                <span className={styles.head}><b>{shop.name}</b><BandMark band={shop.band} word={false} /></span>
                <span className={styles.figures}>
                  <span><i>{t('column.netSalesShort')}</i>{format.moneyCompact(shop.netSales, currency)}</span>
                  <span><i>{t('column.change')}</i><Change value={shop.change} /></span>
                  <span><i>{t('column.visits')}</i>{format.count(shop.visits)}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}

import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/useFormat';
import { BandMark } from '@/parts/BandMark';
import { Change } from '@/parts/Change';
import { Placeholder } from '@/parts/Placeholder';
import { useDensity } from '@/theme/density';
import { SORTABLE, type SortKey } from './address';
import type { ShopListProps } from './listProps';
import styles from './ShopTable.module.css';
import { useRowsInView } from './useRowsInView';
import { isNumeric, nextSort } from './useShopTable';

const withModifier = (event: MouseEvent) => event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;

export function ShopTable({ rows, currency, areFiguresLoading, sortedBy, isFalling, openId, onPick, onSort, caption }: ShopListProps & { caption: string }) {
  const { t } = useTranslation('shops');
  const format = useFormat();
  const height = useDensity() === 'compact' ? 36 : 48;
  const { ref, items, before, after } = useRowsInView<HTMLTableSectionElement>(rows.length, height);
  const waiting = areFiguresLoading ? <Placeholder height={12} width="70%" /> : null;

  const head = (key: SortKey) => (
    <th key={key} scope="col" className={isNumeric(key) ? styles.numeric : undefined} data-column={key} aria-sort={key === sortedBy ? (isFalling ? 'descending' : 'ascending') : undefined}>
      <button type="button" className={styles.sort} onClick={() => onSort(nextSort(key, sortedBy, isFalling))}>
        {t(`column.${key}`, { currency })}
        {key === sortedBy && (isFalling ? <IconArrowDown size={13} aria-hidden /> : <IconArrowUp size={13} aria-hidden />)}
      </button>
    </th>
  );
  return (
    <table className={styles.table} aria-rowcount={rows.length + 1}>
      <caption className={styles.caption}>{caption}</caption>
      <thead><tr>{SORTABLE.map(head)}</tr></thead>
      <tbody ref={ref}>
        {before > 0 && <tr aria-hidden style={{ height: before }}><td className={styles.spacer} /></tr>}
        {items.map((item) => {
          const shop = rows[item.index]!.original;
          return (
            <tr key={shop.id} aria-rowindex={item.index + 2} style={{ height }} data-open={shop.id === openId || undefined} onClick={(event) => { if (!withModifier(event)) onPick(shop.id); }}>
              <td data-column="name">
                <Link to="/shops/$shopId" params={{ shopId: shop.id }} className={styles.name} preload={false}
                  onClick={(event) => { event.stopPropagation(); if (!withModifier(event)) { event.preventDefault(); onPick(shop.id); } }}>{shop.name}</Link>
                <span className={styles.code}>{shop.code}{shop.status !== 'open' && <em>{t(`common:status.${shop.status}`)}</em>}</span>
              </td>
              <td data-column="region">{shop.region}</td>
              <td className={styles.numeric}>{shop.netSales === null && waiting ? waiting : format.amount(shop.netSales, currency)}</td>
              <td className={styles.numeric}>{shop.change === null && waiting ? waiting : <Change value={shop.change} />}</td>
              <td className={styles.numeric}>{shop.visits === null && waiting ? waiting : format.count(shop.visits)}</td>
              <td className={styles.numeric}>{shop.ticket === null && waiting ? waiting : format.amount(shop.ticket, currency)}</td>
              <td data-column="band">{shop.band === null && waiting ? waiting : <BandMark band={shop.band} />}</td>
            </tr>
          );
        })}
        {after > 0 && <tr aria-hidden style={{ height: after }}><td className={styles.spacer} /></tr>}
      </tbody>
    </table>
  );
}

import { IconReceipt2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ShopDay } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import { Panel } from '@/parts/Panel';
import { EmptyState } from '@/parts/States';
import styles from './Till.module.css';

/** What was rung up, newest first. */
export function Till({ day, openSale, onSale }: { day: ShopDay; openSale: string | undefined; onSale: (id: string) => void }) {
  const { t } = useTranslation('shop');
  const format = useFormat();
  const { currency, timeZone } = day.location;
  const sales = [...day.sales].sort((a, b) => (b.occurredAt ?? '').localeCompare(a.occurredAt ?? ''));
  return (
    <Panel id="till" title={t('till.title')} note={sales.length > 0 ? t('till.note', { count: sales.length, total: format.money(day.figures.netSales, currency) }) : undefined} flush>
      {sales.length === 0 ? <EmptyState icon={<IconReceipt2 size={22} />} title={t('till.empty')} text={day.isToday ? t('till.emptyToday') : t('till.emptyThen')} /> : (
        <ul className={styles.list} tabIndex={0} aria-label={t('till.title')}>
          {sales.map((sale) => (
            <li key={sale.id}>
              <button type="button" className={styles.sale} data-open={sale.id === openSale || undefined} onClick={() => onSale(sale.id)}>
                <span className={styles.time}>{sale.occurredAt ? format.time(sale.occurredAt, timeZone) : '–'}</span>
                <span className={styles.words}><b>{sale.items.join(', ') || t('sale.title')}</b><span>{[sale.clientName, sale.staffNames.join(', ')].filter(Boolean).join(' · ')}</span></span>
                <span className={styles.money}><b>{format.money(sale.total, currency)}</b>{sale.tips && Number(sale.tips) !== 0 && <span>{t('till.tip', { amount: format.money(sale.tips, currency) })}</span>}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

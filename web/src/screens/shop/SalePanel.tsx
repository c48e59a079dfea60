import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { saleQuery } from '@/api/queries';
import type { DayStaff } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import { PlaceholderLines } from '@/parts/Placeholder';
import { SidePanel } from '@/parts/SidePanel';
import { ErrorState } from '@/parts/States';
import styles from './SalePanel.module.css';

/** One sale like its receipt: lines, discounts, tax, tip, payments. */
export function SalePanel({ shopId, saleId, timeZone, staff, onClose }: { shopId: string; saleId: string; timeZone: string; staff: readonly DayStaff[]; onClose: () => void }) {
  const { t } = useTranslation('shop');
  const format = useFormat();
  const sale = useQuery(saleQuery(shopId, saleId));
  const found = sale.data;
  const money = (amount: string) => format.money(amount, found?.currency ?? 'USD');
  const nameOf = (staffId: string | null | undefined) => staff.find((person) => person.id === staffId)?.name;
  const tips = !found || Number(found.tips) === 0 ? [] : found.tipsByStaff && found.tipsByStaff.length > 0 ? found.tipsByStaff : [{ amount: found.tips }];
  return (
    <SidePanel label={t('sale.title')} title={found ? money(found.total) : t('sale.title')} onClose={onClose}
      note={found && [found.occurredAt ? format.instant(found.occurredAt, timeZone) : format.day(found.businessDay), found.receipt && t('sale.receipt', { number: found.receipt })].filter(Boolean).join(' · ')}>
      {sale.isPending && <PlaceholderLines lines={6} lineHeight={28} />}
      {sale.isError && <ErrorState error={sale.error} onRetry={() => void sale.refetch()} />}
      {found && (
        <>
          <ul className={styles.lines}>
            {found.lines.map((line, index) => (
              <li key={index}>
                <span><b>{line.name || t(`sale.kind.${line.kind}`, { defaultValue: line.kind })}</b>
                  <span>{[t(`sale.kind.${line.kind}`, { defaultValue: line.kind }), nameOf(line.staffId), line.quantity && Number(line.quantity) !== 1 ? `× ${format.count(line.quantity)}` : null, line.isRefund ? t('sale.refund') : null].filter(Boolean).join(' · ')}</span>
                </span>
                <b>{line.isRefund ? '−' : ''}{money(line.amount)}</b>
                {(line.discounts ?? []).map((discount, i) => <span key={i} className={styles.discount}><span>{t(`sale.discount.${discount.type}`, { defaultValue: discount.type })}</span><span>−{money(discount.amount)}</span></span>)}
              </li>
            ))}
          </ul>
          <dl className={styles.sums}>
            <div><dt>{t('figures.netSales')}</dt><dd>{money(found.netSales)}</dd></div>
            {(found.taxes ?? [{ name: t('sale.tax'), amount: found.tax }]).map((tax, i) => <div key={i}><dt>{tax.name}</dt><dd>{money(tax.amount)}</dd></div>)}
            {tips.map((tip, i) => <div key={i}><dt>{[t('figures.tip'), 'staffId' in tip ? nameOf(tip.staffId) : undefined].filter(Boolean).join(', ')}</dt><dd>{money(tip.amount)}</dd></div>)}
            <div className={styles.total}><dt>{t('sale.total')}</dt><dd>{money(found.total)}</dd></div>
            {(found.payments ?? []).map((paid, i) => <div key={i}><dt>{t('sale.paid', { method: t(`sale.method.${paid.method}`, { defaultValue: paid.method }) })}</dt><dd>{money(paid.amount)}</dd></div>)}
          </dl>
          {found.source && <p className={styles.source}>{t('sale.source', { source: found.source, time: found.recordedAt ? format.instant(found.recordedAt) : '' })}</p>}
        </>
      )}
    </SidePanel>
  );
}

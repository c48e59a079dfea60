import { useTranslation } from 'react-i18next';
import type { Dashboard } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import { useLive } from '@/live/LiveProvider';
import { useAge } from '@/live/useAge';
import styles from './LiveToday.module.css';

/** Today's figures: from the stream as they happen, from the dashboard until the line stands. */
export function LiveToday({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation('network');
  const format = useFormat();
  const live = useLive();
  const age = useAge(live?.receivedAt ?? null);
  const { node, live: base } = dashboard;
  const now = live?.figures.get(node.id);
  const figures = now ?? base;
  if (!figures) return null;
  const rows = [[t('today.visits'), figures.visits], [t('today.bookings'), figures.bookings], [t('today.staff'), figures.staffPresent]] as const;
  return (
    <section className={styles.card} aria-labelledby="today-title">
      <h2 id="today-title" className={styles.title}>{t('today.title')}</h2>
      <div className={styles.figures}>
        <div className={styles.sales}><span>{t('today.sales')}</span><b>{format.moneyWhole(figures.netSales, node.currency)}</b></div>
        {rows.map(([name, value]) => <div key={name}><span>{name}</span><b>{format.count(value)}</b></div>)}
      </div>
      <p className={styles.foot}>
        {base && <span>{t('today.reporting', { reporting: format.count(base.locationsReporting), open: format.count(base.locationsOpen) })}</span>}
        <span>{now && age !== null ? t('today.age', { age: format.age(age) }) : t('today.still', { time: format.time(dashboard.asOf) })}</span>
      </p>
    </section>
  );
}

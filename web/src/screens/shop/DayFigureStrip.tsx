import { useTranslation } from 'react-i18next';
import type { LiveFigures, ShopDay } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import { useAge } from '@/live/useAge';
import styles from './DayFigureStrip.module.css';

interface Props { day: ShopDay; live: LiveFigures | undefined; receivedAt: number | null; fetchedAt: number }

/** The day's figures with their age; what the stream carries comes from there. */
export function DayFigureStrip({ day, live, receivedAt, fetchedAt }: Props) {
  const { t } = useTranslation('shop');
  const format = useFormat();
  const age = useAge(live ? receivedAt : fetchedAt);
  const { figures, location: { currency, chairs } } = day;
  const shown: [string, string, string?][] = [
    [t('figures.netSales'), format.money(live?.netSales ?? figures.netSales, currency)],
    [t('figures.visits'), format.count(live?.visits ?? figures.visits)],
    [t('figures.averageTicket'), format.money(figures.averageTicket, currency)],
    [t('figures.tips'), format.money(live?.tips ?? figures.tips, currency)],
    [t('figures.bookings'), format.count(live?.bookings ?? figures.bookings), t('figures.completed', { count: live?.completed ?? figures.completed })],
    [t('figures.noShows'), format.count(live?.noShows ?? figures.noShows)],
    ...(day.isToday ? [[t('figures.staff'), format.count(live?.staffPresent ?? figures.staffPresent), chairs ? t('figures.chairs', { count: chairs }) : undefined] as [string, string, string?]] : []),
    [t('figures.utilisation'), format.ratio(figures.utilisation, 0)],
  ];
  return (
    <section aria-label={t('figures.title', { day: format.dayLong(day.date) })}>
      <dl className={styles.strip}>
        {shown.map(([name, value, note]) => <div key={name}><dt>{name}</dt><dd><b>{value}</b>{note && <span>{note}</span>}</dd></div>)}
      </dl>
      <p className={styles.age} role="note">
        {live && age !== null ? t('figures.live', { age: format.age(age) }) : t('figures.asOf', { time: format.instant(day.asOf, day.location.timeZone) })}
      </p>
    </section>
  );
}

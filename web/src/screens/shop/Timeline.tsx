import { IconClockHour4, IconPointFilled, IconUserQuestion } from '@tabler/icons-react';
import { useMemo, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShopDay } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import { useAge } from '@/live/useAge';
import { Panel } from '@/parts/Panel';
import { EmptyState } from '@/parts/States';
import { BOOKING_STATES } from './bookingStates';
import { planOf, type Chair, type DayPlan } from './dayPlan';
import { hourLabel } from './localTime';
import type { NoShowRisks } from './noShowRisks';
import styles from './Timeline.module.css';

interface Props { day: ShopDay; /** What is told of bookings to come. */ risks: NoShowRisks; openBooking: string | undefined; onBooking: (id: string) => void; onSale: (id: string) => void }

/** Chairs × hours: who works when, what is booked, what was rung up, and where now is. */
export function Timeline({ day, risks, openBooking, onBooking, onSale }: Props) {
  const { t } = useTranslation('shop');
  const format = useFormat();
  const minute = useAge(0, 30_000);
  const plan = useMemo(() => { void minute; return planOf(day, t('timeline.nobody'), Date.now()); }, [day, t, minute]);
  const hours = Array.from({ length: (plan.to - plan.from) / 60 + 1 }, (_, i) => plan.from / 60 + i);
  const place = placeIn(plan);
  const taken = plan.chairs.filter((chair) => chair.blocks.some((block) => block.booking.status === 'in_service')).length;
  const isIn = plan.chairs.filter((chair) => chair.isIn).length;
  const note = [day.isToday && t('timeline.in', { count: isIn }), day.isToday && taken > 0 && t('timeline.taken', { count: taken }), day.isToday && day.location.chairs && t('timeline.chairs', { count: day.location.chairs }), risks.expected >= 0.5 && t('timeline.expectedNoShows', { count: Math.round(risks.expected) })].filter(Boolean).join(' · ');

  return (
    <Panel id="timeline" title={t('timeline.title')} note={note} flush>
      {plan.chairs.length === 0 ? <EmptyState icon={<IconClockHour4 size={22} />} title={t('timeline.empty')} text={t(day.isToday ? 'timeline.emptyToday' : 'timeline.emptyThen')} /> : (
        <>
          <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('timeline.label')}>
            <div className={styles.grid} style={{ '--hours': hours.length - 1 } as CSSProperties}>
              <div className={styles.corner} />
              <div className={styles.axis} aria-hidden>
                {hours.slice(0, -1).map((hour) => <span key={hour} style={{ insetInlineStart: place(hour * 60) }}>{hourLabel(hour, format.locale)}</span>)}
                {plan.now !== null && plan.now >= plan.from && plan.now <= plan.to && <i className={styles.nowMark} style={{ insetInlineStart: place(plan.now) }} data-time={format.time(new Date().toISOString(), day.location.timeZone)} />}
              </div>
              {plan.chairs.map((chair) => (
                <Row key={chair.id} chair={chair} plan={plan} day={day} risks={risks} openBooking={openBooking} onBooking={onBooking} onSale={onSale} />
              ))}
            </div>
          </div>
          <p className={styles.legend}>
            {(['ahead', 'here', 'done', 'lost'] as const).map((tone) => <span key={tone}><i data-tone={tone} />{t(`timeline.tone.${tone}`)}</span>)}
            {risks.isTold && <span><IconUserQuestion size={14} stroke={2} className={styles.risk} aria-hidden />{t('risk.legend')}</span>}
            <span><i className={styles.saleSign} />{t('timeline.sale')}</span>
          </p>
        </>
      )}
    </Panel>
  );
}

const placeIn = (plan: DayPlan) => (minutes: number) => `${((Math.min(Math.max(minutes, plan.from), plan.to) - plan.from) / (plan.to - plan.from)) * 100}%`;

function Row({ chair, plan, day, risks, openBooking, onBooking, onSale }: { chair: Chair; plan: DayPlan; day: ShopDay } & Omit<Props, 'day'>) {
  const { t } = useTranslation('shop');
  const format = useFormat();
  const zone = day.location.timeZone;
  const place = placeIn(plan);
  const width = (from: number, to: number) => `${((Math.min(to, plan.to) - Math.max(from, plan.from)) / (plan.to - plan.from)) * 100}%`;
  const shift = day.staff.find((person) => person.id === chair.id)?.shift;
  const freeAt = chair.nextFree && day.isToday ? (Date.parse(chair.nextFree) <= Date.now() ? t('timeline.freeNow') : t('timeline.freeAt', { time: format.time(chair.nextFree, zone) })) : null;
  return (
    <>
      <div className={styles.who}>
        <b>{chair.isIn && <IconPointFilled size={12} className={styles.dot} aria-label={t('timeline.isIn')} />}{chair.name}</b>
        <span>{freeAt ?? (shift ? `${format.time(shift.startsAt, zone)} – ${format.time(shift.endsAt, zone)}` : chair.id ? t('timeline.noShift') : '')}</span>
      </div>
      <div className={styles.track} style={{ '--lanes': chair.lanes } as CSSProperties}>
        {chair.shift && <i className={styles.shift} style={{ insetInlineStart: place(chair.shift.from), width: width(chair.shift.from, chair.shift.to) }} />}
        {chair.blocks.map(({ booking, from, to, lane }) => {
          const state = BOOKING_STATES[booking.status] ?? BOOKING_STATES.confirmed;
          const word = t(`booking.${booking.status}`);
          const risk = state.tone === 'ahead' ? risks.of(booking.id) : undefined;
          const isRisky = risk?.level === 'high' || risk?.level === 'raised';
          const who = booking.clientName ?? t('booking.walkIn');
          const words = [who, booking.serviceName, `${booking.startsAt ? format.time(booking.startsAt, zone) : ''}${booking.endsAt ? ` – ${format.time(booking.endsAt, zone)}` : ''}`, word, isRisky && t(`risk.${risk.level!}`, { share: format.ratio(risk.noShow, 0) })].filter(Boolean).join(', ');
          return (
            <button key={booking.id} type="button" className={styles.block} data-tone={state.tone} data-risk={isRisky ? risk.level : undefined} data-open={booking.id === openBooking || undefined} aria-label={words} title={words}
              style={{ insetInlineStart: place(from), width: width(from, to), '--lane': lane } as CSSProperties} onClick={() => onBooking(booking.id)}>
              {isRisky ? <IconUserQuestion size={14} stroke={2} className={styles.risk} aria-hidden /> : <state.icon size={13} stroke={2} aria-hidden />}
              <span><b>{who}</b>{booking.serviceName && ` ${booking.serviceName}`}</span>
            </button>
          );
        })}
        {chair.sales.map(({ sale, at }) => (
          <button key={sale.id} type="button" className={styles.sale} style={{ insetInlineStart: place(at) }} onClick={() => onSale(sale.id)} tabIndex={-1} aria-hidden
            title={`${format.money(sale.total, day.location.currency)} · ${sale.occurredAt ? format.time(sale.occurredAt, zone) : ''}`} />
        ))}
        {plan.now !== null && plan.now >= plan.from && plan.now <= plan.to && <i className={styles.now} style={{ insetInlineStart: place(plan.now) }} />}
      </div>
    </>
  );
}

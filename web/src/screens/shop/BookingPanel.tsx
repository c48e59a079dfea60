import { useTranslation } from 'react-i18next';
import type { NoShowItem } from '@/api/predictionTypes';
import type { DayBooking } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import { Facts } from '@/parts/Facts';
import { Note } from '@/parts/Note';
import { SidePanel } from '@/parts/SidePanel';
import { StateMark } from '@/parts/StateMark';
import { BOOKING_STATES } from './bookingStates';

const TONES = { ahead: 'waiting', here: 'busy', done: 'good', lost: 'bad', off: 'quiet' } as const;

/** One booking of the day. */
export function BookingPanel({ booking, risk, timeZone, onClose }: { booking: DayBooking; risk?: NoShowItem | undefined; timeZone: string; onClose: () => void }) {
  const { t } = useTranslation('shop');
  const format = useFormat();
  const time = `${booking.startsAt ? format.time(booking.startsAt, timeZone) : ''}${booking.endsAt ? ` – ${format.time(booking.endsAt, timeZone)}` : ''}`;
  return (
    <SidePanel title={booking.clientName ?? t('booking.walkIn')} note={time} onClose={onClose} bar={<StateMark tone={TONES[(BOOKING_STATES[booking.status] ?? BOOKING_STATES.confirmed).tone]} word={t(`booking.${booking.status}`)} />}>
      <Facts facts={[[t('booking.service'), booking.serviceName ?? '–'], [t('booking.barber'), booking.staffName ?? t('timeline.nobody')], [t('booking.time'), time]]} />
      {risk?.noShow != null && <div style={{ marginTop: 16 }}><Note kind={risk.level === 'high' ? 'bad' : risk.level === 'raised' ? 'watch' : 'info'}><b>{t(`risk.${risk.level ?? 'low'}`, { share: format.ratio(risk.noShow, 0) })}</b>{risk.reason ? ` ${risk.reason}` : ''}</Note></div>}
    </SidePanel>
  );
}

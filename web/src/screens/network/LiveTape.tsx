import { IconBroadcast, IconCalendarEvent, IconMoonStars, IconReceipt2, IconUser, type Icon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LiveEvent } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import { useLive } from '@/live/LiveProvider';
import { useAge } from '@/live/useAge';
import { Panel } from '@/parts/Panel';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import styles from './LiveTape.module.css';

const ICONS: Record<LiveEvent['kind'], Icon> = { sale: IconReceipt2, booking: IconCalendarEvent, staff: IconUser, daily_close: IconMoonStars };
const SHOWN = 30;

/** What happens in the shops, as it happens. */
export function LiveTape() {
  const { t } = useTranslation('network');
  const format = useFormat();
  const live = useLive();
  const { tree } = useScope();
  const tick = useAge(0, 5_000);
  const age = useAge(live?.receivedAt ?? null);
  void tick;

  const words = (event: LiveEvent) => {
    const what = event.kind === 'sale' && typeof event.items === 'string' ? event.items : Array.isArray(event.items) ? event.items.join(', ') : null;
    const state = event.kind === 'booking' && event.status ? t(`tape.bookingStatus.${event.status}`, { defaultValue: event.status }) : event.op !== 'created' ? t(`tape.op.${event.op}`) : null;
    return [t(`tape.${event.kind}`), what, state].filter(Boolean).join(' · ');
  };

  return (
    <Panel id="tape" title={t('tape.title')} note={live && age !== null ? t('frame:live.age', { age: format.age(age) }) : undefined} flush>
      {!live ? <EmptyState icon={<IconBroadcast size={22} />} title={t('tape.noLive')} /> : live.tape.length === 0 ? <EmptyState icon={<IconBroadcast size={22} />} title={t('tape.waiting')} text={t('tape.waitingText')} /> : (
        <>
          <ul className={styles.tape} tabIndex={0} aria-label={t('tape.title')}>
            {live.tape.slice(0, SHOWN).map((event) => {
              const Sign = ICONS[event.kind] ?? IconReceipt2;
              return (
                <li key={`${event.seq}:${event.id}`}>
                  <Link to="/shops/$shopId" params={{ shopId: event.locationId }} className={styles.row} preload={false}>
                    <Sign size={17} stroke={1.6} aria-hidden className={styles.sign} />
                    <span className={styles.words}><b>{tree?.get(event.locationId)?.name ?? ''}</b><span>{words(event)}</span></span>
                    <span className={styles.end}>
                      {event.amount && <b>{format.money(event.amount, event.currency ?? 'USD')}</b>}
                      {event.occurredAt && <span>{format.age((Date.now() - Date.parse(event.occurredAt)) / 1000)}</span>}
                    </span>
                  </Link>
                </li>
              );
            })}
          </ul>
          {live.skipped > 0 && <p className={styles.skipped}>{t('tape.skipped', { count: live.skipped })}</p>}
        </>
      )}
    </Panel>
  );
}

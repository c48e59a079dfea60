import { Button } from '@mantine/core';
import { IconSettings } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { noShowQuery } from '@/api/predictionQueries';
import { locationQuery } from '@/api/queries';
import { useFormat } from '@/i18n/useFormat';
import { PageHead } from '@/parts/PageHead';
import { PartBoundary } from '@/parts/PartBoundary';
import { Placeholder, PlaceholderLines } from '@/parts/Placeholder';
import { ErrorState } from '@/parts/States';
import { todayIn } from '@/period/period';
import { useScope } from '@/scope/Scope';
import { useHashArrival } from '@/scope/useHashArrival';
import { useToday } from '@/scope/useToday';
import { withSearch } from '@/scope/withSearch';
import { NextMonths } from '@/screens/forecast/NextMonths';
import type { ShopAddress } from './address';
import { BookingPanel } from './BookingPanel';
import { DayFigureStrip } from './DayFigureStrip';
import { DaySwitch } from './DaySwitch';
import { MeasureLines } from './MeasureLines';
import { noShowRisks } from './noShowRisks';
import { SalePanel } from './SalePanel';
import styles from './ShopScreen.module.css';
import { Till } from './Till';
import { Timeline } from './Timeline';
import { useShopDay } from './useShopDay';
import { Week } from './Week';
import { WhoIsIn } from './WhoIsIn';

const route = getRouteApi('/frame/shops/$shopId');

/** One shop: its day first, then its week, then each of its measures. */
export function ShopScreen() {
  const { t } = useTranslation('shop');
  const format = useFormat();
  const { shopId } = route.useParams();
  const address = route.useSearch();
  const navigate = useNavigate();
  const { tree, network, can } = useScope();
  const shop = useQuery(locationQuery(shopId));
  const known = shop.data ?? tree?.get(shopId);
  const zone = known?.timeZone ?? network.timeZone;
  const today = useToday(useCallback((now: number) => todayIn(zone, now), [zone]));
  const date = address.date ?? today;
  const { day, liveFigures, receivedAt } = useShopDay(shopId, date, date === today);
  // Of days that are over there is nothing left to be told.
  const told = useQuery({ ...noShowQuery(shopId, date), enabled: date >= today && can('bookings.read') });
  const risks = useMemo(() => noShowRisks(told.data), [told.data]);
  useHashArrival(day.data !== undefined);
  const change = useCallback(
    (patch: Partial<ShopAddress>, replace = false) => void navigate({ to: '.', search: withSearch(patch), replace, resetScroll: false }),
    [navigate],
  );

  if (shop.isError && !known) return <ErrorState error={shop.error} onRetry={() => void shop.refetch()} whole />;
  if (!known) return <PlaceholderLines lines={3} />;
  const currency = day.data?.location.currency ?? known.currency ?? network.currency;
  const isOpen = known.status === 'open';
  const booking = address.booking ? day.data?.bookings.find((candidate) => candidate.id === address.booking) : undefined;
  // A day without anything but perhaps its total: one sentence says so, not three empty parts.
  const isQuiet = day.data?.bookings.length === 0 && day.data.sales.length === 0 && day.data.staff.every((person) => !person.shift);
  const week = can('measures.read') && <PartBoundary resetKey={date}><Week shopId={shopId} date={date} today={today} currency={currency} onDay={(picked) => change({ date: picked === today ? undefined : picked })} /></PartBoundary>;
  const close = () => change({ sale: undefined, booking: undefined }, true);

  return (
    <div className={styles.screen}>
      <PageHead title={known.name} note={[known.code, isOpen ? null : t(`common:status.${known.status}`), `${format.time(new Date().toISOString(), zone)} ${t('there')}`].filter(Boolean).join(' · ')}
        actions={can('network.write') ? <Button variant="default" leftSection={<IconSettings size={16} stroke={1.6} />} renderRoot={(props) => <Link to="/structure" search={withSearch({ open: shopId })} {...props} />}>{t('manage')}</Button> : undefined} />
      <div className={styles.dayHead}>
        <h2>{date === today ? t('day.todayTitle') : format.dayLong(date)}</h2>
        <DaySwitch date={date} today={today} onChange={(picked) => change({ date: picked, sale: undefined, booking: undefined }, true)} />
      </div>
      {day.isError && !day.data ? <ErrorState error={day.error} onRetry={() => void day.refetch()} /> : !day.data ? <><Placeholder height={92} radius={8} /><Placeholder height={320} radius={8} /></> : (
        <div className={styles.day} data-stale={day.isPlaceholderData || undefined} aria-busy={day.isPlaceholderData}>
          <PartBoundary resetKey={day.data}><DayFigureStrip day={day.data} live={liveFigures} receivedAt={receivedAt} fetchedAt={day.dataUpdatedAt} /></PartBoundary>
          <PartBoundary resetKey={day.data}><Timeline day={day.data} risks={risks} openBooking={address.booking} onBooking={(id) => change({ booking: id, sale: undefined }, address.booking !== undefined)} onSale={(id) => change({ sale: id, booking: undefined })} /></PartBoundary>
          {isQuiet ? week : <div className={styles.pair}>
            <PartBoundary resetKey={day.data}><Till day={day.data} openSale={address.sale} onSale={(id) => change({ sale: id, booking: undefined }, address.sale !== undefined)} /></PartBoundary>
            <div className={styles.stack}>
              <PartBoundary resetKey={day.data}><WhoIsIn day={day.data} /></PartBoundary>
              {week}
            </div>
          </div>}
        </div>
      )}
      {can('measures.read') && <PartBoundary resetKey={shopId}><MeasureLines shopId={shopId} currency={currency} /></PartBoundary>}
      {can('measures.read') && <PartBoundary resetKey={shopId}><NextMonths shopId={shopId} /></PartBoundary>}
      {address.sale && <SalePanel key={address.sale} shopId={shopId} saleId={address.sale} timeZone={zone} staff={day.data?.staff ?? []} onClose={close} />}
      {booking && <BookingPanel key={booking.id} booking={booking} risk={risks.of(booking.id)} timeZone={zone} onClose={close} />}
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import type { ShopDay } from '@/api/types';
import { toNumber } from '@/format/numbers';
import { useFormat } from '@/i18n/useFormat';
import { DataTable } from '@/parts/DataTable';
import { Panel } from '@/parts/Panel';
import { EmptyState } from '@/parts/States';
import { useIsPhone } from '@/parts/useIsPhone';

/** Everybody with a shift or a sale on the day, best seller first. */
export function WhoIsIn({ day }: { day: ShopDay }) {
  const { t } = useTranslation('shop');
  const format = useFormat();
  const isPhone = useIsPhone();
  const { currency, timeZone } = day.location;
  const staff = day.staff.filter((person) => person.shift || person.visits > 0 || toNumber(person.netSales)).sort((a, b) => (toNumber(b.netSales) ?? 0) - (toNumber(a.netSales) ?? 0));
  const hasUtilisation = staff.some((person) => person.utilisation != null);
  return (
    <Panel id="who" title={day.isToday ? t('who.today') : t('who.then')}>
      {staff.length === 0 ? <EmptyState title={t('who.nobody')} text={t('who.nobodyText')} /> : (
        <DataTable caption={t('who.today')} maxHeight={420}
          columns={[
            { key: 'name', title: t('who.name') }, ...(isPhone ? [] : [{ key: 'shift', title: t('who.shift') }]), { key: 'net', title: t('who.sales', { currency }), numeric: true },
            { key: 'visits', title: t('who.visits'), numeric: true }, ...(hasUtilisation ? [{ key: 'busy', title: t('who.busy'), numeric: true }] : []),
          ]}
          rows={staff.map((person) => ({
            key: person.id,
            cells: [
              <b key="name" style={{ fontWeight: 570 }}>{person.name}</b>,
              ...(isPhone ? [] : [person.shift ? `${format.time(person.shift.startsAt, timeZone)} – ${format.time(person.shift.endsAt, timeZone)}` : <span key="off" className="muted">{t('timeline.noShift')}</span>]),
              format.amount(person.netSales, currency), format.count(person.visits), ...(hasUtilisation ? [format.ratio(person.utilisation, 0)] : []),
            ],
          }))} />
      )}
    </Panel>
  );
}

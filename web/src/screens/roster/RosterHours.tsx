import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RosterProposal } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { ChartPanel } from '@/parts/ChartPanel';
import { HeatMap } from '@/parts/HeatMap';
import { addDays } from '@/period/period';
import { hourLabel } from '@/screens/shop/localTime';
import { hourGrid } from './rosterWeek';

/** Hour by hour: how much is wanted, and who is there before and after. */
export function RosterHours({ roster }: { roster: RosterProposal }) {
  const { t } = useTranslation('roster');
  const format = useFormat();
  const grid = useMemo(() => hourGrid(roster.hours), [roster.hours]);
  const one = (value: number) => new Intl.NumberFormat(format.locale, { maximumFractionDigits: 1 }).format(value);
  return (
    <ChartPanel id="hours" title={t('hours.title')} note={t('hours.note')} height={330} fileName="roster-hours"
      table={() => ({
        columns: [
          { key: 'day', title: t('hours.day'), csv: 'day' }, { key: 'hour', title: t('hours.hour'), csv: 'hour' }, { key: 'wanted', title: t('hours.wanted'), csv: 'visits_wanted', numeric: true },
          { key: 'plan', title: t('hours.plan'), csv: 'staff_planned', numeric: true }, { key: 'proposal', title: t('hours.proposal'), csv: 'staff_proposed', numeric: true },
        ],
        rows: roster.hours.map((cell) => ({
          key: `${cell.day}-${cell.hour}`, raw: [cell.day, cell.hour, cell.wanted, cell.plan, cell.proposal],
          cells: [format.dayShort(cell.day), hourLabel(cell.hour, format.locale), one(cell.wanted), one(cell.plan), one(cell.proposal)],
        })),
      })}
    >
      <HeatMap caption={t('hours.title')} columns={grid.clock.map((hour) => ({ key: String(hour), title: hourLabel(hour, format.locale) }))}
        rows={[0, 1, 2, 3, 4, 5, 6].map((at) => ({ at, day: addDays(roster.week, at) })).map(({ at, day }) => ({
          key: day, title: `${format.weekday((at + 1) % 7, 'short')} ${format.dayShort(day)}`,
          cells: grid.clock.map((hour) => {
            const cell = grid.at(day, hour);
            if (!cell) return { value: null, text: '', label: t('hours.closed', { day: format.dayShort(day), hour: hourLabel(hour, format.locale) }) };
            const text = one(cell.plan) === one(cell.proposal) ? one(cell.plan) : `${one(cell.plan)} → ${one(cell.proposal)}`;
            return { value: cell.wanted, text, label: t('hours.cell', { day: format.dayShort(day), hour: hourLabel(hour, format.locale), wanted: one(cell.wanted), plan: one(cell.plan), proposal: one(cell.proposal) }) };
          }),
        }))} />
    </ChartPanel>
  );
}

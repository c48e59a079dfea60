import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Demand } from '@/api/predictionTypes';
import { firstDay } from '@/format/dates';
import { useFormat } from '@/i18n/useFormat';
import { ChartPanel } from '@/parts/ChartPanel';
import { Facts } from '@/parts/Facts';
import { HeatMap } from '@/parts/HeatMap';
import { withSearch } from '@/scope/withSearch';
import { hourLabel } from '@/screens/shop/localTime';
import styles from './Demand.module.css';
import { demandGrid } from './demandMap';

/** The week as a heat map; a click on an hour says what it rests on. */
export function DemandWeek({ demand, picked, onPick }: { demand: Demand; picked: string | undefined; onPick: (hour: string | undefined) => void }) {
  const { t } = useTranslation('demand');
  const format = useFormat();
  const grid = useMemo(() => demandGrid(demand.hours, firstDay(format.locale)), [demand.hours, format.locale]);
  const one = (value: number) => new Intl.NumberFormat(format.locale, { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(value);
  const [weekday, hour] = (picked ?? '').split('-').map(Number);
  const chosen = weekday !== undefined && hour !== undefined ? grid.at(weekday, hour) : undefined;
  const nameOf = (day: number, at: number) => t('hourOf', { day: format.weekday(day % 7), hour: hourLabel(at, format.locale) });
  return (
    <ChartPanel id="demand" title={t('map.title')} note={demand.service ? t('map.noteService', { service: demand.service }) : t('map.note')} height={330} fileName="demand" measure={{ name: 'visits', title: t('visits') }}
      table={() => ({
        columns: [
          { key: 'hour', title: t('map.hour'), csv: 'weekday_hour' }, { key: 'mean', title: t('map.wanted'), csv: 'mean', numeric: true }, { key: 'low', title: t('forecast:chart.low'), csv: 'p05', numeric: true }, { key: 'high', title: t('forecast:chart.high'), csv: 'p95', numeric: true },
          { key: 'served', title: t('map.served'), csv: 'served', numeric: true }, { key: 'seen', title: t('map.seen'), csv: 'seen', numeric: true }, { key: 'full', title: t('map.full'), csv: 'full', numeric: true },
        ],
        rows: demand.hours.map((cell) => ({
          key: `${cell.weekday}-${cell.hour}`, raw: [`${cell.weekday}-${cell.hour}`, cell.mean, cell.p05, cell.p95, cell.served, cell.seen, cell.full],
          cells: [nameOf(cell.weekday, cell.hour), one(cell.mean), one(cell.p05), one(cell.p95), one(cell.served), format.count(cell.seen), format.count(cell.full)],
        })),
      })}
    >
      <HeatMap caption={t('map.title')} columns={grid.hours.map((at) => ({ key: String(at), title: hourLabel(at, format.locale) }))} picked={weekday !== undefined && hour !== undefined ? { row: String(weekday), column: String(hour) } : undefined}
        onPick={(row, column) => onPick(`${row}-${column}` === picked ? undefined : `${row}-${column}`)}
        rows={grid.weekdays.map((day) => ({
          key: String(day), title: format.weekday(day % 7, 'short'),
          cells: grid.hours.map((at) => {
            const cell = grid.at(day, at);
            return cell ? { value: cell.mean, text: one(cell.mean), label: t('map.cell', { hour: nameOf(day, at), mean: one(cell.mean), low: one(cell.p05), high: one(cell.p95) }) } : { value: null, text: '', label: t('map.closed', { hour: nameOf(day, at) }) };
          }),
        }))} />
      {chosen && (
        <div className={styles.chosen} aria-live="polite">
          <h3>{nameOf(chosen.weekday, chosen.hour)}</h3>
          <Facts facts={[
            [t('map.wanted'), t('map.range', { mean: one(chosen.mean), low: one(chosen.p05), high: one(chosen.p95) })], [t('map.served'), one(chosen.served)], [t('map.seen'), format.count(chosen.seen)], [t('map.full'), format.count(chosen.full)],
          ]} />
        </div>
      )}
      <p className={styles.model}><Link to="/insights/models" search={withSearch({ open: demand.modelId, service: undefined, hour: undefined })}>{t('model')}</Link></p>
    </ChartPanel>
  );
}

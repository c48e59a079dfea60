import { useTranslation } from 'react-i18next';
import type { JudgedForecast } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { ChartPanel } from '@/parts/ChartPanel';
import models from '@/screens/models/Models.module.css';
import { byHorizon } from './judged';

/** How far off each month was, from the nearest to the farthest, with the naive forecast under it. */
export function HorizonErrors({ judged }: { judged: JudgedForecast }) {
  const { t } = useTranslation('accuracy');
  const format = useFormat();
  const months = byHorizon(judged);
  const top = Math.max(0.0001, ...months.flatMap((one) => [one.error ?? 0, one.naive ?? 0]));
  const bar = (value: number | null, isNaive = false) => value !== null && <i className={isNaive ? models.naive : undefined} style={{ width: `${(value / top) * 100}%` }} />;
  return (
    <ChartPanel id="horizon" title={t('horizon.title')} note={t('horizon.note')} height={200} fileName="error-by-month-ahead"
      table={() => ({
        columns: [{ key: 'month', title: t('forecast:by.month'), csv: 'month' }, { key: 'ahead', title: t('horizon.ahead'), csv: 'months_ahead', numeric: true }, { key: 'error', title: t('horizon.forecast'), csv: 'error', numeric: true }, { key: 'naive', title: t('chart.naive'), csv: 'naive_error', numeric: true }],
        rows: months.map((one) => ({ key: one.month, raw: [one.month, one.ahead, one.error, one.naive], cells: [format.month(one.month), format.count(one.ahead), format.ratio(one.error), format.ratio(one.naive)] })),
      })}
    >
      <p className={models.key} aria-hidden><span><i />{t('horizon.forecast')}</span><span><i className={models.naive} />{t('chart.naive')}</span></p>
      <ul className={models.origins}>
        {months.map((one) => (
          <li key={one.month}>
            <span className={models.line}><span>{format.month(one.month)}</span><span>{t('models:origins.against', { error: format.ratio(one.error), naive: format.ratio(one.naive) })}</span></span>
            <span className={models.bars} aria-hidden>{bar(one.error)}{bar(one.naive, true)}</span>
          </li>
        ))}
      </ul>
    </ChartPanel>
  );
}

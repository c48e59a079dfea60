import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { JudgedForecast, UnitRef } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { Chart } from '@/parts/Chart';
import { ChartPanel } from '@/parts/ChartPanel';
import { outlookOption } from '@/screens/forecast/outlookOption';
import legend from '@/screens/forecast/RevenueScreen.module.css';
import { usePalette } from '@/theme/tokens';
import { judgedPoints } from './judged';

const HEIGHT = 320;

/** What was said in its range, what came, and what the naive forecast would have said. */
export function SaidAndCame({ judged, node, by }: { judged: JudgedForecast; node: UnitRef; by: 'month' | 'day' }) {
  const { t } = useTranslation('accuracy');
  const format = useFormat();
  const palette = usePalette();
  const { currency } = node;
  const points = useMemo(() => judgedPoints(judged, by), [judged, by]);
  const names = useMemo(() => ({ actual: t('chart.came'), known: '', expected: t('chart.said'), range: t('forecast:chart.range'), lastYear: t('chart.naive') }), [t]);
  const option = useMemo(() => outlookOption(points, by, currency, palette, format, names), [points, by, currency, palette, format, names]);
  const nameOf = (period: string) => (by === 'month' ? format.month(period) : format.dayLong(period));
  return (
    <ChartPanel id="came" title={t('chart.title')} note={t('chart.note')} height={HEIGHT} fileName="forecast-and-outcome" measure={{ name: 'net_sales', title: t('forecast:netSales') }}
      table={() => ({
        columns: [
          { key: 'period', title: t(`forecast:by.${by}`), csv: by }, { key: 'actual', title: `${names.actual}, ${currency}`, csv: 'actual', numeric: true }, { key: 'mean', title: names.expected, csv: 'forecast', numeric: true },
          { key: 'low', title: t('forecast:chart.low'), csv: 'p05', numeric: true }, { key: 'high', title: t('forecast:chart.high'), csv: 'p95', numeric: true }, { key: 'naive', title: names.lastYear, csv: 'naive', numeric: true },
        ],
        rows: points.map((point) => {
          const values = [point.actual, point.mean, point.low, point.high, point.lastYear];
          return { key: point.period, raw: [point.period, ...values], cells: [nameOf(point.period), ...values.map((value) => format.amount(value, currency))] };
        }),
      })}
    >
      <p className={legend.legend} aria-hidden>
        <span><i />{names.actual}</span><span><i className={legend.expected} />{names.expected}</span><span><i className={legend.range} />{names.range}</span><span><i className={legend.lastYear} />{names.lastYear}</span>
      </p>
      <Chart option={option} height={HEIGHT - 24} label={t('chart.aria')} />
    </ChartPanel>
  );
}

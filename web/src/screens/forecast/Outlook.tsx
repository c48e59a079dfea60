import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RevenueForecast } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { Chart } from '@/parts/Chart';
import { ChartPanel } from '@/parts/ChartPanel';
import { Placeholder } from '@/parts/Placeholder';
import { withSearch } from '@/scope/withSearch';
import { usePalette } from '@/theme/tokens';
import { outlookOption } from './outlookOption';
import type { OutlookPoint } from './outlookPoints';
import styles from './RevenueScreen.module.css';

const HEIGHT = 330;
interface Props {
  forecast: RevenueForecast; points: readonly OutlookPoint[]; by: 'month' | 'day'; month?: string | undefined; isWaiting: boolean; onMonth: (month: string | undefined) => void;
  onFollow?: (forecastId: string) => void; title?: string; extra?: ReactNode; height?: number;
}

/** Sales that came and sales to come, by month or by day. A click on a month looks into its days. */
export function Outlook({ forecast, points, by, month, isWaiting, onMonth, onFollow, title, extra, height = HEIGHT }: Props) {
  const { t } = useTranslation('forecast');
  const format = useFormat();
  const palette = usePalette();
  const { currency } = forecast.node;
  const names = useMemo(() => ({ actual: t('chart.actual'), known: t('chart.known'), expected: t('chart.expected'), range: t('chart.range'), lastYear: t('chart.lastYear') }), [t]);
  const option = useMemo(() => outlookOption(points, by, currency, palette, format, names), [points, by, currency, palette, format, names]);
  const has = (pick: (point: OutlookPoint) => string | null) => points.some((point) => pick(point) !== null);
  const nameOf = (period: string) => (by === 'month' ? format.month(period) : format.dayLong(period));
  return (
    <ChartPanel
      id="outlook" title={title ?? (month ? t('chart.titleMonth', { month: format.month(month) }) : t('chart.title'))} note={by === 'month' ? t('chart.noteMonth') : t('chart.noteDay')} height={height} fileName="revenue-forecast"
      measure={{ name: 'net_sales', title: t('netSales') }} extra={extra ?? (month ? <Button variant="subtle" size="compact-sm" leftSection={<IconArrowLeft size={15} />} onClick={() => onMonth(undefined)}>{t('chart.allMonths')}</Button> : undefined)}
      table={() => ({
        columns: [
          { key: 'period', title: t(`by.${by}`), csv: by }, { key: 'actual', title: `${names.actual}, ${currency}`, csv: 'actual', numeric: true }, { key: 'mean', title: names.expected, csv: 'expected', numeric: true },
          { key: 'low', title: t('chart.low'), csv: 'p05', numeric: true }, { key: 'high', title: t('chart.high'), csv: 'p95', numeric: true }, { key: 'lastYear', title: names.lastYear, csv: 'lastYear', numeric: true },
        ],
        rows: points.map((point) => ({
          key: point.period, raw: [point.period, point.actual ?? point.known, point.mean, point.low, point.high, point.lastYear],
          cells: [
            point.known === null ? nameOf(point.period) : `${nameOf(point.period)} · ${names.known}`,
            ...[point.actual ?? point.known, point.mean, point.low, point.high, point.lastYear].map((value) => format.amount(value, currency)),
          ],
        })),
      })}
    >
      {isWaiting ? <Placeholder height={height} /> : (
        <>
          <p className={styles.legend} aria-hidden>
            {has((p) => p.actual) && <span><i />{names.actual}</span>}
            {has((p) => p.known) && <span><i className={styles.known} />{names.known}</span>}
            {has((p) => p.mean) && <span><i className={styles.expected} />{names.expected}</span>}
            {has((p) => p.low) && <span><i className={styles.range} />{names.range}</span>}
            {has((p) => p.lastYear) && <span><i className={styles.lastYear} />{names.lastYear}</span>}
          </p>
          <Chart option={option} height={height - 24} label={t('chart.aria', { name: forecast.node.name })} onPick={(index) => { const period = points[index]?.period; if (by === 'month' && period) onMonth(period); }} />
        </>
      )}
      <p className={styles.basis}>
        {!forecast.basis.restsOnLittle && <span>{forecast.basis.sentence}</span>}
        {onFollow && forecast.forecastId && <button type="button" className={`plain-button ${styles.follow}`} onClick={() => onFollow(forecast.forecastId!)}>{t('insights:trail.follow')}</button>}
        {forecast.model && <Link to="/insights/models" search={withSearch({ open: forecast.model.id })}>{t('chart.model', { version: forecast.model.version })}</Link>}
      </p>
    </ChartPanel>
  );
}

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dashboard } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import { Chart } from '@/parts/Chart';
import { ChartPanel } from '@/parts/ChartPanel';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { usePalette } from '@/theme/tokens';
import styles from './RevenueTrend.module.css';
import { trendOption } from './trendOption';

const HEIGHT = 284;

/** Revenue by day against the comparison and what was expected. A click on a day narrows the screen to it. */
export function RevenueTrend({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation('network');
  const format = useFormat();
  const palette = usePalette();
  const { change, compare } = useScope();
  const { trend, projection, node } = dashboard;
  const comparisonName = compare === 'none' ? '' : t(`trend.comparison.${compare}`);
  const names = useMemo(
    () => ({ current: t('trend.thisPeriod'), comparison: comparisonName, expected: t('trend.expected'), partial: t('trend.partial') }),
    [t, comparisonName],
  );
  const option = useMemo(() => trendOption(trend, node.currency, palette, format, names), [trend, node.currency, palette, format, names]);
  const hasComparison = trend.some((point) => point.comparison !== null);
  const hasExpected = trend.some((point) => point.expectedLow && point.expectedHigh);

  return (
    <ChartPanel
      id="trend" title={t('trend.title')} height={HEIGHT} fileName="net-sales-by-day" measure={{ name: 'net_sales', title: t('trend.netSales') }}
      note={projection ? t('trend.projection', { value: format.moneyCompact(projection.value, node.currency), day: format.dayShort(projection.periodEnd), low: format.moneyCompact(projection.low, node.currency), high: format.moneyCompact(projection.high, node.currency) }) : undefined}
      table={() => ({
        columns: [
          { key: 'day', title: t('trend.day'), csv: 'day' }, { key: 'net', title: `${t('trend.netSales')}, ${node.currency}`, csv: 'net_sales', numeric: true },
          ...(hasComparison ? [{ key: 'comparison', title: names.comparison, csv: 'comparison', numeric: true }] : []),
          ...(hasExpected ? [{ key: 'expected', title: t('trend.expectedRange'), csv: 'expected_low_to_high', numeric: true }] : []),
        ],
        rows: [...trend].reverse().map((p) => ({
          key: p.day,
          raw: [p.day, p.netSales, ...(hasComparison ? [p.comparison] : []), ...(hasExpected ? [p.expectedLow && p.expectedHigh ? `${p.expectedLow} ${p.expectedHigh}` : null] : [])],
          cells: [
            `${format.dayLong(p.day)}${p.partial ? ` · ${t('trend.partial')}` : ''}`, format.amount(p.netSales, node.currency), ...(hasComparison ? [format.amount(p.comparison, node.currency)] : []),
            ...(hasExpected ? [p.expectedLow && p.expectedHigh ? `${format.moneyWhole(p.expectedLow, node.currency)} – ${format.moneyWhole(p.expectedHigh, node.currency)}` : '–'] : []),
          ],
        })),
      })}
    >
      {trend.length === 0 ? <EmptyState title={t('trend.nothing')} /> : (
        <>
          <p className={styles.legend} aria-hidden>
            <span><i className={styles.current} />{names.current}</span>
            {hasComparison && <span><i className={styles.comparison} />{names.comparison}</span>}
            {hasExpected && <span><i className={styles.expected} />{t('trend.expectedRange')}</span>}
            {trend.some((p) => p.partial) && <span><i className={styles.partial} />{names.partial}</span>}
          </p>
          <Chart option={option} height={HEIGHT - 24} label={t('trend.aria')} onPick={(index) => { const day = trend[index]?.day; if (day) change({ period: 'custom', from: day, to: day }); }} />
        </>
      )}
    </ChartPanel>
  );
}

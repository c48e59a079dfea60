import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dashboard, UnitOutlook } from '@/api/types';
import { toNumber } from '@/format/numbers';
import { useFormat } from '@/i18n/useFormat';
import { Chart } from '@/parts/Chart';
import { ChartPanel } from '@/parts/ChartPanel';
import { EmptyState } from '@/parts/States';
import { withSearch } from '@/scope/withSearch';
import { outlookOption } from '@/screens/forecast/outlookOption';
import { usePalette } from '@/theme/tokens';
import styles from './WhatIsToCome.module.css';

const HEIGHT = 190;

/** Six weeks ahead: expected sales with their range, how much is wanted, and what stands out. */
export function WhatIsToCome({ outlook, node }: { outlook: UnitOutlook; node: Dashboard['node'] }) {
  const { t } = useTranslation('network');
  const format = useFormat();
  const palette = usePalette();
  const { sales, demand, findings } = outlook;
  const names = useMemo(() => ({ actual: t('forecast:chart.actual'), known: t('forecast:chart.known'), expected: t('forecast:chart.expected'), range: t('forecast:chart.range'), lastYear: t('forecast:chart.lastYear') }), [t]);
  // Days on which the unit is closed are no days of its trade.
  const points = useMemo(() => (sales?.days ?? []).filter(({ mean }) => toNumber(mean) !== 0).map(({ day, mean, p05, p95 }) => ({ period: day, actual: null, known: null, mean, low: p05, high: p95, lastYear: null })), [sales]);
  const option = useMemo(() => outlookOption(points, 'day', node.currency, palette, format, names), [points, node.currency, palette, format, names]);
  const hidden = Math.round(demand?.hiddenAWeek ?? 0);
  return (
    <ChartPanel
      id="outlook" title={t('outlook.title')} note={sales ? t('outlook.note') : undefined} height={HEIGHT} fileName="expected-net-sales" measure={{ name: 'net_sales', title: t('trend.netSales') }}
      table={() => ({
        columns: [
          { key: 'day', title: t('trend.day'), csv: 'day' }, { key: 'mean', title: `${names.expected}, ${node.currency}`, csv: 'expected', numeric: true },
          { key: 'low', title: t('forecast:chart.low'), csv: 'p05', numeric: true }, { key: 'high', title: t('forecast:chart.high'), csv: 'p95', numeric: true },
        ],
        rows: points.map(({ period, mean, low, high }) => ({ key: period, raw: [period, mean, low, high], cells: [format.dayLong(period), ...[mean, low, high].map((value) => format.amount(value, node.currency))] })),
      })}
    >
      {!sales && !demand && findings === 0 ? <EmptyState title={t('outlook.nothing')} text={t('outlook.nothingText')} /> : (
        <div className={styles.parts}>
          <dl className={styles.facts}>
            {sales?.spans.map((span) => (
              <div key={span.days}>
                <dt>{t('outlook.span', { days: span.days })}</dt>
                <dd title={format.money(span.mean, node.currency)}>{format.moneyCompact(span.mean, node.currency)}</dd>
                <dd className={styles.foot}>{span.p05 !== null && span.p95 !== null ? t('outlook.between', { low: format.moneyCompact(span.p05, node.currency), high: format.moneyCompact(span.p95, node.currency) }) : t('outlook.noRange')}</dd>
              </div>
            ))}
            {demand && (
              <div>
                <dt>{t('outlook.wanted')}</dt>
                <dd>{format.count(Math.round(demand.visitsAWeek))}</dd>
                <dd className={styles.foot}>{hidden > 0 ? t('outlook.hidden', { count: hidden }) : t('outlook.hiddenNone')}</dd>
                <dd className={styles.foot} {...(demand.chairUtilisation === null ? {} : { title: t('outlook.chairs', { share: format.ratio(demand.chairUtilisation) }) })}>{t(`outlook.level.${demand.level}`)}</dd>
              </div>
            )}
            <div>
              <dt>{t('outlook.findings')}</dt>
              <dd>{format.count(findings)}</dd>
              <dd className={styles.foot}>{findings > 0 ? <Link to="/insights" search={withSearch({})}>{t('outlook.findingsLink')}</Link> : t('outlook.findingsNone')}</dd>
            </div>
          </dl>
          <div className={styles.picture}>
            {points.length > 0 ? <Chart option={option} height={HEIGHT} label={t('outlook.title')} /> : <EmptyState title={t('outlook.nothing')} text={t('outlook.nothingText')} />}
          </div>
        </div>
      )}
      <p className={styles.ways}>
        {sales?.restsOnLittle && <span>{t('outlook.little')}</span>}
        <Link to="/insights/revenue" search={withSearch({})}>{t('outlook.halfYear')}</Link>
        {demand && node.kind === 'location' && <Link to="/insights/demand" search={withSearch({})}>{t('outlook.demandLink')}</Link>}
      </p>
    </ChartPanel>
  );
}

import { useTranslation } from 'react-i18next';
import type { Site } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { ChartPanel } from '@/parts/ChartPanel';
import { ListTable, type ListColumn } from '@/parts/ListTable';
import { RangeBar } from '@/parts/RangeBar';
import styles from './Sites.module.css';

/** Candidates by their return of twelve months, with its range on one scale. */
export function SiteTable({ sites, openId, onOpen }: { sites: readonly Site[]; openId: string | undefined; onOpen: (id: string) => void }) {
  const { t } = useTranslation('sites');
  const format = useFormat();
  const max = Math.max(0.01, ...sites.map((one) => one.outlook?.high ?? 0));
  const money = (value: string | undefined, currency: string) => (value === undefined ? '–' : format.moneyWhole(value, currency));
  const columns: ListColumn<Site>[] = [
    { key: 'name', title: t('column.site'), onPhone: 'title', width: '24%', cell: (one) => <span className={styles.stack}><b>{one.name}</b>{one.outlook?.restsOnLittle && <span>{t('little')}</span>}</span> },
    { key: 'rank', title: t('column.rank'), width: '64px', cell: (one) => <b>{one.rank ?? '–'}</b> },
    { key: 'bar', title: t('column.return'), cell: (one) => (one.outlook ? <RangeBar mean={Math.max(0, one.outlook.return)} low={Math.max(0, one.outlook.low)} high={Math.max(0, one.outlook.high)} max={max} label={t('map.return', { value: format.ratio(one.outlook.return, 0), low: format.ratio(one.outlook.low, 0), high: format.ratio(one.outlook.high, 0) })} /> : <span className="muted">{t('unknown')}</span>) },
    { key: 'return', title: t('column.twelve'), numeric: true, onPhone: 'end', width: '110px', cell: (one) => (one.outlook ? <b>{format.ratio(one.outlook.return, 0)}</b> : '–') },
    { key: 'range', title: t('column.range'), numeric: true, onPhone: 'end', width: '130px', cell: (one) => (one.outlook ? t('range', { low: format.ratio(one.outlook.low, 0), high: format.ratio(one.outlook.high, 0) }) : '') },
    { key: 'sales', title: t('column.sales'), numeric: true, onPhone: 'note', width: '120px', cell: (one) => money(one.outlook?.sales, one.currency) },
    { key: 'taken', title: t('column.taken'), numeric: true, width: '150px', cell: (one) => money(one.outlook?.takenFromOwn, one.currency) },
  ];
  return (
    <ChartPanel id="sites" title={t('table.title')} note={t('table.note')} height={220} fileName="sites" flush
      table={() => ({
        columns: [
          { key: 'rank', title: t('column.rank'), csv: 'rank', numeric: true }, { key: 'name', title: t('column.site'), csv: 'name' }, { key: 'return', title: t('column.twelve'), csv: 'return', numeric: true }, { key: 'low', title: t('forecast:chart.low'), csv: 'p05', numeric: true },
          { key: 'high', title: t('forecast:chart.high'), csv: 'p95', numeric: true }, { key: 'sales', title: t('column.sales'), csv: 'sales', numeric: true }, { key: 'taken', title: t('column.taken'), csv: 'taken_from_own', numeric: true },
        ],
        rows: sites.map((one) => ({
          key: one.id, raw: [one.rank, one.name, one.outlook?.return, one.outlook?.low, one.outlook?.high, one.outlook?.sales, one.outlook?.takenFromOwn],
          cells: [one.rank ?? '–', one.name, format.ratio(one.outlook?.return), format.ratio(one.outlook?.low), format.ratio(one.outlook?.high), money(one.outlook?.sales, one.currency), money(one.outlook?.takenFromOwn, one.currency)],
        })),
      })}
    >
      <ListTable caption={t('table.title')} columns={columns} rows={sites} rowKey={(one) => one.id} onPick={(one) => onOpen(one.id)} openKey={openId} />
    </ChartPanel>
  );
}

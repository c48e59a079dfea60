import { useTranslation } from 'react-i18next';
import type { PriceItem, PriceList as Prices } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { Change } from '@/parts/Change';
import { ChartPanel } from '@/parts/ChartPanel';
import { ListTable, type ListColumn } from '@/parts/ListTable';
import styles from './Prices.module.css';
import { proposedChange, responseWord } from './priceWords';

/** Each service: today's price, how units follow it, and the price inside the bounds that leaves most. */
export function PriceList({ list, openService, onOpen }: { list: Prices; openService: string | undefined; onOpen: (service: string) => void }) {
  const { t } = useTranslation('prices');
  const format = useFormat();
  const { currency, items } = list;
  const two = (value: number) => new Intl.NumberFormat(format.locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value).replace('-', '−');
  const columns: ListColumn<PriceItem>[] = [
    { key: 'service', title: t('column.service'), onPhone: 'title', width: '22%', cell: (item) => <span className={styles.stack}><b>{item.service}</b>{item.restsOnLittle && <span>{t('little')}</span>}</span> },
    { key: 'price', title: t('column.price', { currency }), numeric: true, cell: (item) => format.amount(item.price, currency) },
    { key: 'response', title: t('column.response'), onPhone: 'note', cell: (item) => <span title={t('elasticityRange', { value: two(item.elasticity), low: two(item.elasticityLow), high: two(item.elasticityHigh) })}>{t(`response.${responseWord(item)}`)} <span className="muted small">{two(item.elasticity)}</span></span> },
    { key: 'units', title: t('column.units'), numeric: true, cell: (item) => new Intl.NumberFormat(format.locale, { maximumFractionDigits: 1 }).format(item.unitsAWeek) },
    { key: 'bounds', title: t('column.bounds'), numeric: true, cell: (item) => <span className={item.boundsSet ? undefined : 'muted'}>{`${format.amount(item.lowest, currency)} – ${format.amount(item.highest, currency)}`}</span> },
    { key: 'proposed', title: t('column.proposed', { currency }), numeric: true, onPhone: 'end', cell: (item) => (proposedChange(item) === 0 ? <span className="muted">{t('stays')}</span> : <b>{format.amount(item.proposed, currency)}</b>) },
    { key: 'profit', title: t('column.profit'), numeric: true, onPhone: 'end', cell: (item) => (proposedChange(item) === 0 ? '' : <Change value={String(item.profitChange)} />) },
  ];
  return (
    <ChartPanel id="prices" title={t('list.title')} note={t('list.note')} height={260} fileName="prices" flush
      table={() => ({
        columns: [
          { key: 'service', title: t('column.service'), csv: 'service' }, { key: 'price', title: t('column.price', { currency }), csv: 'price', numeric: true }, { key: 'elasticity', title: t('column.elasticity'), csv: 'elasticity', numeric: true },
          { key: 'low', title: t('forecast:chart.low'), csv: 'elasticity_low', numeric: true }, { key: 'high', title: t('forecast:chart.high'), csv: 'elasticity_high', numeric: true }, { key: 'proposed', title: t('column.proposed', { currency }), csv: 'proposed', numeric: true },
          { key: 'units', title: t('column.unitsChange'), csv: 'units_change', numeric: true }, { key: 'profit', title: t('column.profit'), csv: 'profit_change', numeric: true },
        ],
        rows: items.map((item) => ({
          key: item.service, raw: [item.service, item.price, item.elasticity, item.elasticityLow, item.elasticityHigh, item.proposed, item.unitsChange, item.profitChange],
          cells: [item.service, format.amount(item.price, currency), two(item.elasticity), two(item.elasticityLow), two(item.elasticityHigh), format.amount(item.proposed, currency), format.change(item.unitsChange), format.change(item.profitChange)],
        })),
      })}
    >
      <ListTable caption={t('list.title')} columns={columns} rows={items} rowKey={(item) => item.service} onPick={(item) => onOpen(item.service)} openKey={openService} />
    </ChartPanel>
  );
}

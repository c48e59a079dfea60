import { useTranslation } from 'react-i18next';
import type { Scenario } from '@/api/predictionTypes';
import { toNumber } from '@/format/numbers';
import { useFormat } from '@/i18n/useFormat';
import { Change } from '@/parts/Change';
import { ListTable, type ListColumn } from '@/parts/ListTable';
import { Note } from '@/parts/Note';
import { RangeBar } from '@/parts/RangeBar';
import styles from './Scenarios.module.css';

type Month = Scenario['months'][number];

/** With and without the change, month by month, and how sure the difference is. */
export function ScenarioOutcome({ scenario }: { scenario: Scenario }) {
  const { t } = useTranslation('forecast');
  const format = useFormat();
  const { currency } = scenario.location;
  const { change, changeLow, changeHigh, months, baseline } = scenario;
  const max = months.reduce((top, month) => Math.max(top, toNumber(month.baseline) ?? 0, toNumber(month.scenario) ?? 0), 1);
  const difference = (toNumber(scenario.scenario) ?? 0) - (toNumber(baseline) ?? 0);
  const columns: ListColumn<Month>[] = [
    { key: 'month', title: t('by.month'), onPhone: 'title', width: '22%', cell: (month) => format.month(month.month) },
    { key: 'bar', title: t('scenario.bar'), cell: (month) => <RangeBar mean={month.scenario} tick={month.baseline} max={max} label={`${format.moneyCompact(month.scenario, currency)}, ${format.moneyCompact(month.baseline, currency)}`} /> },
    { key: 'without', title: t('scenario.without', { currency }), numeric: true, onPhone: 'note', cell: (month) => format.amount(month.baseline, currency) },
    { key: 'with', title: t('scenario.with', { currency }), numeric: true, onPhone: 'end', cell: (month) => <b>{format.amount(month.scenario, currency)}</b> },
    { key: 'change', title: t('scenario.difference'), numeric: true, onPhone: 'end', cell: (month) => { const before = toNumber(month.baseline) ?? 0; return <Change value={before > 0 ? String((toNumber(month.scenario) ?? 0) / before - 1) : null} />; } },
  ];
  return (
    <>
      <p className={styles.verdict} role="status">
        {t(difference >= 0 ? 'scenario.more' : 'scenario.less', { amount: format.moneyCompact(Math.abs(difference), currency), change: format.change(change) })}
        {changeLow !== null && changeHigh !== null && ` ${t('scenario.between', { low: format.change(changeLow), high: format.change(changeHigh) })}`}
      </p>
      <Note kind={scenario.restsOnLittle ? 'watch' : 'info'}>{scenario.sentence}</Note>
      <ListTable caption={t('scenario.caption')} columns={columns} rows={months} rowKey={(month) => month.month} />
    </>
  );
}

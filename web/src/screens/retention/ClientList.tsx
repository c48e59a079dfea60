import { useTranslation } from 'react-i18next';
import { CLIENT_SORTS, type ClientRisk, type ClientSort } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { ListTable, type ListColumn } from '@/parts/ListTable';
import { StateMark } from '@/parts/StateMark';
import { useScope } from '@/scope/Scope';
import styles from './Retention.module.css';
import { riskLevel, STEP_ICONS } from './riskWords';

interface Props { rows: readonly ClientRisk[]; sort: ClientSort; openId: string | undefined; onSort: (sort: ClientSort) => void; onOpen: (id: string) => void }

/** Clients with the chance that they stay away, the reason and the step. */
export function ClientList({ rows, sort, openId, onSort, onOpen }: Props) {
  const { t } = useTranslation('retention');
  const format = useFormat();
  const { tree } = useScope();
  const columns: ListColumn<ClientRisk>[] = [
    { key: 'name', title: t('column.client'), onPhone: 'title', width: '19%', cell: (one) => <span className={styles.stack}><b>{one.name ?? t('noName')}</b><span>{tree?.get(one.locationId)?.name}</span></span> },
    { key: 'risk', title: t('column.risk'), sorts: true, onPhone: 'end', width: '140px', cell: (one) => { const { word, tone } = riskLevel(one); return <span className={styles.stack}><StateMark tone={tone} word={t(`level.${word}`)} /><span>{t('stays', { share: format.ratio(one.noVisit, 0) })}</span></span>; } },
    { key: 'reason', title: t('column.reason'), onPhone: 'note', cell: (one) => <span className={styles.reason}>{one.reason}</span> },
    { key: 'step', title: t('column.step'), onPhone: 'note', width: '170px', cell: (one) => <Step step={one.step} /> },
    { key: 'last_visit', title: t('column.lastVisit'), sorts: true, numeric: true, width: '120px', cell: (one) => <time dateTime={one.lastVisit}>{format.day(one.lastVisit)}</time> },
    { key: 'value_at_risk', title: t('column.atStake'), sorts: true, numeric: true, onPhone: 'end', width: '120px', cell: (one) => <span title={format.money(one.valueAtRisk, one.currency)}>{format.moneyWhole(one.valueAtRisk, one.currency)}</span> },
  ];
  return (
    <ListTable caption={t('title')} columns={columns} rows={rows} rowKey={(one) => one.clientId} onPick={(one) => onOpen(one.clientId)} openKey={openId}
      sort={{ by: sort, falls: true, onSort: (key) => { const known = CLIENT_SORTS.find((one) => one === key); if (known) onSort(known); } }} />
  );
}

/** A proposed step by icon and word. */
export function Step({ step }: { step: ClientRisk['step'] }) {
  const { t } = useTranslation('retention');
  const Sign = STEP_ICONS[step] ?? STEP_ICONS.none;
  return <span className={styles.step}><Sign size={15} stroke={1.7} aria-hidden />{t(`step.${step}`, { defaultValue: step })}</span>;
}

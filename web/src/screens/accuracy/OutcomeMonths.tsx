import { useTranslation } from 'react-i18next';
import type { OutcomeKind, OutcomeMonth } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { ListTable, type ListColumn } from '@/parts/ListTable';
import { Panel } from '@/parts/Panel';
import { useIsPhone } from '@/parts/useIsPhone';

const SCORE_DIGITS = 3;

/** Months with outcomes, the latest first. */
export function OutcomeMonths({ kind, months }: { kind: OutcomeKind; months: readonly OutcomeMonth[] }) {
  const { t } = useTranslation('accuracy');
  const format = useFormat();
  const isPhone = useIsPhone();
  const columns: ListColumn<OutcomeMonth>[] = [
    { key: 'month', title: t('outcomes.months.month'), onPhone: 'title', cell: (row) => <b style={{ fontWeight: 570 }}>{format.month(row.month)}</b> },
    { key: 'outcomes', title: t('outcomes.bands.outcomes'), numeric: true, onPhone: 'note', cell: (row) => (isPhone ? t('outcomes.months.count', { outcomes: row.outcomes }) : format.count(row.outcomes)) },
    { key: 'said', title: t('outcomes.bands.said'), numeric: true, onPhone: 'end', cell: (row) => <span className="muted">{format.ratio(row.said)}</span> },
    { key: 'happened', title: t('outcomes.bands.happened'), numeric: true, onPhone: 'end', cell: (row) => format.ratio(row.happened) },
    { key: 'error', title: t('outcomes.months.error'), numeric: true, cell: (row) => row.brier.toFixed(SCORE_DIGITS) },
    { key: 'base', title: t('outcomes.months.base'), numeric: true, cell: (row) => <span className="muted">{row.baseBrier.toFixed(SCORE_DIGITS)}</span> },
  ];
  return (
    <Panel id="chance-months" title={t('outcomes.months.title')} note={`${t(`outcomes.months.note.${kind}`)} ${t('outcomes.months.errorNote')}`} flush>
      <ListTable caption={t('outcomes.months.title')} columns={columns} rows={[...months].reverse()} rowKey={(row) => row.month} />
    </Panel>
  );
}

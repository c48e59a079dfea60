import { useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { accuracyQuery } from '@/api/predictionQueries';
import type { JudgedForecast, UnitRef } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { ListTable, type ListColumn } from '@/parts/ListTable';
import { Panel } from '@/parts/Panel';
import { PlaceholderLines } from '@/parts/Placeholder';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';

interface Row { id: string; name: string; judged: JudgedForecast | undefined }
/** Each unit is a question of its own; more than these stand one level further down. */
const MOST = 12;

/** The units below, the hardest to tell first. */
export function UnitErrors({ node }: { node: UnitRef }) {
  const { t } = useTranslation('accuracy');
  const format = useFormat();
  const navigate = useNavigate();
  const { network, tree } = useScope();
  const children = (tree?.children(node.id) ?? []).slice(0, MOST);
  const answers = useQueries({ queries: children.map((child) => accuracyQuery(network.id, child.id)) });
  if (children.length < 2) return null;
  const rows: Row[] = children.map((child, index) => ({ id: child.id, name: child.name, judged: answers[index]?.data?.forecasts.find((one) => one.days > 0) })).sort((a, b) => (b.judged?.error ?? -1) - (a.judged?.error ?? -1));
  const columns: ListColumn<Row>[] = [
    { key: 'name', title: t('units.name'), onPhone: 'title', cell: (row) => <b style={{ fontWeight: 570 }}>{row.name}</b> },
    { key: 'error', title: t('horizon.forecast'), numeric: true, onPhone: 'end', cell: (row) => format.ratio(row.judged?.error) },
    { key: 'naive', title: t('chart.naive'), numeric: true, onPhone: 'end', cell: (row) => <span className="muted">{format.ratio(row.judged?.naiveError)}</span> },
    { key: 'inside', title: t('units.inside'), numeric: true, onPhone: 'note', cell: (row) => (row.judged?.inside == null ? '–' : t('units.insideShare', { share: format.ratio(row.judged.inside, 0) })) },
    { key: 'bias', title: t('units.bias'), numeric: true, cell: (row) => format.change(row.judged?.bias) },
  ];
  return (
    <Panel id="unit-errors" title={t('units.title')} note={t('units.note')} flush>
      {answers.some((answer) => answer.isPending) ? <div style={{ padding: 'var(--pad)' }}><PlaceholderLines lines={5} /></div>
        : <ListTable caption={t('units.title')} columns={columns} rows={rows} rowKey={(row) => row.id} onPick={(row) => void navigate({ to: '.', search: withSearch({ node: row.id, forecast: undefined }) })} isQuiet={(row) => row.judged === undefined} />}
    </Panel>
  );
}

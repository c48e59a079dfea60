import { Button } from '@mantine/core';
import { IconBinaryTree, IconFilterOff } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { modelsQuery } from '@/api/predictionQueries';
import type { Model, ModelKind, ModelState } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { ListFrame } from '@/parts/ListFrame';
import { ListTable, type ListColumn } from '@/parts/ListTable';
import { StateMark } from '@/parts/StateMark';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { useRunWork } from '@/screens/insights/useRunWork';
import styles from './Models.module.css';
import { gainOver, MODEL_TONES } from './modelWords';
import { useErrorText } from './useErrorText';

interface Props { kind: ModelKind | undefined; state: ModelState | undefined; open: string | undefined; onOpen: (id: string) => void; onClear: () => void }

/** Versions of models, the newest first, each held against the naive forecast. */
export function ModelList({ kind, state, open, onOpen, onClear }: Props) {
  const { t } = useTranslation('models');
  const format = useFormat();
  const errorText = useErrorText();
  const { network, can } = useScope();
  const { start } = useRunWork();
  const models = useQuery({ ...modelsQuery(network.id, { kind, state }), placeholderData: keepPreviousData });
  const rows = models.data?.items ?? [];
  const gain = (model: Model) => { const value = gainOver(model); return value === null ? '–' : t(value >= 0 ? 'gain.less' : 'gain.more', { share: format.ratio(Math.abs(value), 0) }); };
  const columns: ListColumn<Model>[] = [
    { key: 'model', title: t('column.model'), onPhone: 'title', width: '22%', cell: (model) => <span className={styles.stack}><b>{t('version', { kind: t(`kind.${model.kind}`), version: model.version })}</b><span>{t(`method.${model.method}`, { defaultValue: model.method })}</span></span> },
    { key: 'state', title: t('column.state'), onPhone: 'note', cell: (model) => <StateMark tone={MODEL_TONES[model.state]} word={t(`state.${model.state}`)} /> },
    { key: 'error', title: t('column.error'), numeric: true, onPhone: 'end', cell: (model) => <span title={t(`metric.${model.metric}`, { defaultValue: model.metric })}>{errorText(model.error, model.metric)}</span> },
    { key: 'naive', title: t('column.naive'), numeric: true, cell: (model) => errorText(model.naiveError, model.metric) },
    { key: 'gain', title: t('column.gain'), numeric: true, onPhone: 'end', cell: gain },
    { key: 'held', title: t('column.held'), numeric: true, cell: (model) => (model.coverage !== null ? t('held.range', { share: format.ratio(model.coverage) }) : model.calibrationError !== null ? t('held.probability', { share: format.ratio(model.calibrationError) }) : '–') },
    { key: 'trained', title: t('column.trained'), numeric: true, onPhone: 'note', cell: (model) => <time dateTime={model.trainedAt}>{format.instant(model.trainedAt)}</time> },
  ];
  const empty = kind || state
    ? <EmptyState icon={<IconFilterOff size={22} />} title={t('nothing')} action={<Button variant="default" onClick={onClear}>{t('filter.clear')}</Button>} />
    : <EmptyState icon={<IconBinaryTree size={22} />} title={t('empty')} text={t('emptyText')} action={can('predictions.manage') ? <Button loading={start.isPending} onClick={() => start.mutate()}>{t('insights:run.start')}</Button> : undefined} />;
  return (
    <ListFrame list={models} isEmpty={rows.length === 0} empty={empty}>
      <ListTable caption={t('title')} columns={columns} rows={rows} rowKey={(model) => model.id} onPick={(model) => onOpen(model.id)} openKey={open} isQuiet={(model) => model.state === 'retired' || model.state === 'refused'} />
    </ListFrame>
  );
}

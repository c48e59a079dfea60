import { Button } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { importsQuery, isUnderWay } from '@/api/queries';
import type { ImportRun } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import { ListFrame } from '@/parts/ListFrame';
import frame from '@/parts/ListFrame.module.css';
import { ListTable, type ListColumn } from '@/parts/ListTable';
import { PageHead } from '@/parts/PageHead';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { ImportState } from './ImportState';
import styles from './Imports.module.css';
import { Progress } from './Progress';

/** Every import with its state, newest first. */
export function ImportsScreen() {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const navigate = useNavigate();
  const { network, can } = useScope();
  const list = useInfiniteQuery({ ...importsQuery(network.id), refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some(isUnderWay)) ? 2_000 : 30_000) });
  const runs = list.data?.pages.flatMap((page) => page.items) ?? [];
  const newOne = can('imports.run') ? <Button leftSection={<IconPlus size={16} />} renderRoot={(props) => <Link to="/imports/new" {...props} />}>{t('new')}</Button> : undefined;
  const columns: ListColumn<ImportRun>[] = [
    { key: 'files', title: t('column.files'), onPhone: 'title', cell: (run) => <span className={styles.files}><b>{run.files.map((file) => file.name).join(', ')}</b><span>{run.profile}{run.dryRun && ` · ${t('dryRun')}`}</span></span> },
    { key: 'state', title: t('column.state'), onPhone: 'end', width: '150px', cell: (run) => <ImportState run={run} /> },
    { key: 'progress', title: t('column.progress'), width: '22%', cell: (run) => (isUnderWay(run) ? <Progress run={run} /> : <span className="muted">{t('rows', { count: run.rowsRead })}</span>) },
    { key: 'refused', title: t('column.refused'), numeric: true, onPhone: 'note', cell: (run) => (run.refused > 0 ? <b className={styles.refused}>{t('refusedCount', { count: run.refused })}</b> : <span className="muted">{t('none')}</span>) },
    { key: 'when', title: t('column.when'), numeric: true, onPhone: 'note', width: '190px', cell: (run) => whenOf(run, format.instant) },
  ];
  return (
    <div className={frame.screen}>
      <PageHead title={t('title')} note={t('note')} actions={newOne} />
      <ListFrame list={list} isEmpty={runs.length === 0} empty={<EmptyState icon={<IconFileImport size={22} />} title={t('empty')} text={t('emptyText')} action={newOne} />}>
        <ListTable caption={t('title')} columns={columns} rows={runs} rowKey={(run) => run.id} onPick={(run) => void navigate({ to: '/imports/$importId', params: { importId: run.id } })} />
      </ListFrame>
    </div>
  );
}

const whenOf = (run: ImportRun, format: (at: string) => string) => { const at = run.finishedAt ?? run.startedAt ?? run.createdAt; return at ? format(at) : '–'; };

import { ActionIcon, Button, Modal, Tooltip } from '@mantine/core';
import { IconKey, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import { keysQuery } from '@/api/queries';
import type { ApiKey } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import { sentenceOf } from '@/parts/fields';
import { ListFrame } from '@/parts/ListFrame';
import frame from '@/parts/ListFrame.module.css';
import { ListTable, type ListColumn } from '@/parts/ListTable';
import { PageHead } from '@/parts/PageHead';
import { EmptyState } from '@/parts/States';
import { toast, toastError } from '@/parts/toast';
import { withSearch } from '@/scope/withSearch';
import { KeyExpiry } from './KeyExpiry';
import styles from './KeysScreen.module.css';
import { NewKeyPanel } from './NewKeyPanel';

const route = getRouteApi('/frame/keys');

/** The reader's own API keys. */
export function KeysScreen() {
  const { t } = useTranslation('keys');
  const format = useFormat();
  const { open } = route.useSearch();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const keys = useQuery(keysQuery());
  const [doomed, setDoomed] = useState<ApiKey | null>(null);
  const change = (next: 'new' | undefined) => void navigate({ to: '.', search: withSearch({ open: next }), replace: next === undefined });
  const revoke = useMutation({
    mutationFn: (key: ApiKey) => api.delete(`${paths.keys}/${key.id}`),
    onSuccess: (_, key) => { toast(t('revoked', { name: key.name })); return queries.invalidateQueries({ queryKey: keysQuery().queryKey }); },
    onError: (error) => toastError(sentenceOf(error, t('common:failed'))),
    onSettled: () => setDoomed(null),
  });
  const items = keys.data?.items ?? [];
  const columns: ListColumn<ApiKey>[] = [
    { key: 'name', title: t('name'), onPhone: 'title', cell: (key) => <b className={styles.name}>{key.name}</b> },
    { key: 'prefix', title: t('begins'), onPhone: 'note', cell: (key) => <code className={styles.code}>{key.prefix}…</code> },
    { key: 'created', title: t('created'), cell: (key) => format.instant(key.createdAt) },
    { key: 'used', title: t('used'), onPhone: 'note', cell: (key) => (key.lastUsedAt ? format.instant(key.lastUsedAt) : <span className="muted">{t('neverUsed')}</span>) },
    { key: 'expires', title: t('expires'), onPhone: 'note', cell: (key) => <KeyExpiry at={key.expiresAt ?? null} /> },
    { key: 'revoke', title: <span className={styles.hiddenHead}>{t('revoke')}</span>, onPhone: 'end', numeric: true, width: '64px', cell: (key) => <Tooltip label={t('revoke')}><ActionIcon variant="subtle" color="gray" size={36} aria-label={t('revokeName', { name: key.name })} onClick={() => setDoomed(key)}><IconTrash size={17} stroke={1.6} /></ActionIcon></Tooltip> },
  ];
  return (
    <div className={frame.screen}>
      <PageHead title={t('title')} note={t('note')} actions={<Button leftSection={<IconPlus size={16} />} onClick={() => change('new')}>{t('make')}</Button>} />
      <ListFrame list={keys} isEmpty={items.length === 0} empty={<EmptyState icon={<IconKey size={22} />} title={t('empty')} text={t('emptyText')} action={<Button onClick={() => change('new')}>{t('make')}</Button>} />}>
        <ListTable caption={t('title')} columns={columns} rows={items} rowKey={(key) => key.id} />
      </ListFrame>
      {open === 'new' && <NewKeyPanel onClose={() => change(undefined)} />}
      <Modal opened={doomed !== null} onClose={() => setDoomed(null)} title={t('confirm.title', { name: doomed?.name })} centered closeButtonProps={{ 'aria-label': t('common:close') }}>
        <p>{t('confirm.text')}</p>
        <div className={styles.buttons}>
          <Button color="red" loading={revoke.isPending} onClick={() => doomed && revoke.mutate(doomed)}>{t('revoke')}</Button>
          <Button variant="default" data-autofocus onClick={() => setDoomed(null)}>{t('confirm.keep')}</Button>
        </div>
      </Modal>
    </div>
  );
}

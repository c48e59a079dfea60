import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { connectorVersionsQuery } from '@/api/hubQueries';
import type { ConnectorVersion, SavedConnector } from '@/api/hubTypes';
import { paths } from '@/api/paths';
import { useFormat } from '@/i18n/useFormat';
import { DiffView } from '@/parts/DiffView';
import { sentenceOf } from '@/parts/fields';
import { ListFrame } from '@/parts/ListFrame';
import { ListTable } from '@/parts/ListTable';
import { Panel } from '@/parts/Panel';
import { SidePanel } from '@/parts/SidePanel';
import { EmptyState } from '@/parts/States';
import { toast, toastError } from '@/parts/toast';
import { useScope } from '@/scope/Scope';
import styles from './Hub.module.css';

/** What the manifest was before, what was different, and the way back. */
export function ConnectorVersions({ name, yaml, version }: { name: string; yaml: string; version: number }) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const { network, can } = useScope();
  const queries = useQueryClient();
  const versions = useQuery(connectorVersionsQuery(network.id, name));
  const items = versions.data?.items ?? [];
  const [open, setOpen] = useState<number | null>(null);
  const shown = items.find((one) => one.version === open);
  const before = items.find((one) => one.version === (open ?? 0) - 1);
  const back = useMutation({
    mutationFn: (text: string) => api.post<SavedConnector>(paths.connectors(network.id), { body: { yaml: text, dryRun: false } }),
    onSuccess: async (saved) => {
      if (!saved.isSaved) { toastError(saved.faults[0]?.cause ?? t('common:failed')); return; }
      toast(t('own.saved', { version: saved.version }));
      setOpen(null);
      await Promise.all(['connector', 'integration-catalogue'].map((key) => queries.invalidateQueries({ queryKey: [key, network.id] })));
    },
    onError: (error) => toastError(sentenceOf(error, t('common:failed'))),
  });
  return (
    <Panel title={t('history.title')} flush>
      <div className={styles.bare}>
        <ListFrame list={versions} isEmpty={items.length === 0} empty={<EmptyState title={t('history.none')} />}>
          <ListTable<ConnectorVersion> caption={t('history.title')} rows={items} rowKey={(one) => String(one.version)} openKey={open === null ? undefined : String(open)} onPick={(one) => setOpen(one.version)} columns={[
            { key: 'version', title: t('history.version'), onPhone: 'title', cell: (one) => <b>{t('history.number', { version: one.version })}{one.version === version && ` · ${t('history.inForce')}`}</b> },
            { key: 'who', title: t('history.who'), onPhone: 'note', width: '30%', cell: (one) => one.createdBy },
            { key: 'when', title: t('runs.when'), numeric: true, onPhone: 'note', width: '200px', cell: (one) => <time dateTime={one.createdAt}>{format.instant(one.createdAt)}</time> },
          ]} />
        </ListFrame>
      </div>
      {shown && (
        <SidePanel title={t('history.number', { version: shown.version })} note={`${shown.createdBy} · ${format.instant(shown.createdAt)}`} onClose={() => setOpen(null)}
          bar={can('integrations.manage') && shown.version !== version && <Button size="sm" variant="default" leftSection={<IconArrowBackUp size={15} stroke={1.6} />} loading={back.isPending} onClick={() => back.mutate(shown.yaml)}>{t('history.goBack')}</Button>}>
          <section className={styles.part}><h3>{t(before ? 'history.since' : 'history.first', { version: shown.version - 1 })}</h3><DiffView before={before?.yaml ?? ''} after={shown.yaml} label={t('history.since', { version: shown.version - 1 })} /></section>
          {shown.version !== version && <section className={styles.part}><h3>{t('history.toNow')}</h3><DiffView before={shown.yaml} after={yaml} label={t('history.toNow')} /></section>}
        </SidePanel>
      )}
    </Panel>
  );
}

import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { mapVersionsQuery } from '@/api/hubQueries';
import type { Connection, FieldMap, MapPreview, MapVersion, SavedMap } from '@/api/hubTypes';
import { paths } from '@/api/paths';
import { useFormat } from '@/i18n/useFormat';
import { DiffView } from '@/parts/DiffView';
import { sentenceOf } from '@/parts/fields';
import { ListFrame } from '@/parts/ListFrame';
import { ListTable } from '@/parts/ListTable';
import { Note } from '@/parts/Note';
import { Panel } from '@/parts/Panel';
import { SidePanel } from '@/parts/SidePanel';
import { EmptyState } from '@/parts/States';
import { toast, toastError } from '@/parts/toast';
import { useScope } from '@/scope/Scope';
import styles from './Hub.module.css';
import { MapPairs } from './MapPairs';

/** All versions of the network's own changes: who, when, why, what was different, and the way back. */
export function MapHistory({ map, connection }: { map: FieldMap; connection: Connection }) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const { network } = useScope();
  const versions = useQuery(mapVersionsQuery(network.id, map.vendor, map.stream));
  const items = versions.data?.items ?? [];
  const [open, setOpen] = useState<number | null>(null);
  const shown = items.find((one) => one.version === open);
  return (
    <Panel title={t('history.title')} note={t('history.note')} flush>
      <div className={styles.bare}>
        <ListFrame list={versions} isEmpty={items.length === 0} empty={<EmptyState title={t('history.none')} text={t('history.noneText')} />}>
          <ListTable<MapVersion> caption={t('history.title')} rows={items} rowKey={(one) => String(one.version)} openKey={open === null ? undefined : String(open)} onPick={(one) => setOpen(one.version)} columns={[
            { key: 'version', title: t('history.version'), onPhone: 'title', cell: (one) => <span className={styles.stack}><b>{t('history.number', { version: one.version })}{one.version === map.version && ` · ${t('history.inForce')}`}</b><span>{one.note ?? (one.yaml ? '' : t('history.backToOwn'))}</span></span> },
            { key: 'who', title: t('history.who'), onPhone: 'note', width: '26%', cell: (one) => one.createdBy },
            { key: 'when', title: t('runs.when'), numeric: true, onPhone: 'note', width: '200px', cell: (one) => <time dateTime={one.createdAt}>{format.instant(one.createdAt)}</time> },
          ]} />
        </ListFrame>
      </div>
      {shown && <VersionPanel key={shown.version} map={map} connection={connection} version={shown} before={items.find((one) => one.version === shown.version - 1)} onClose={() => setOpen(null)} />}
    </Panel>
  );
}

function VersionPanel({ map, connection, version, before, onClose }: { map: FieldMap; connection: Connection; version: MapVersion; before: MapVersion | undefined; onClose: () => void }) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const { network, can } = useScope();
  const queries = useQueryClient();
  const base = paths.fieldMap(network.id, map.vendor, map.stream);
  const isInForce = version.version === map.version;
  const canCall = connection.state === 'active' || connection.state === 'failing';
  const preview = useMutation({ mutationFn: () => api.post<MapPreview>(`${base}/preview`, { body: { yaml: version.yaml, page: null, connectionId: canCall ? connection.id : null } }) });
  const back = useMutation({
    mutationFn: () => api.put<SavedMap>(base, { body: { yaml: version.yaml, note: t('history.backNote', { version: version.version }) } }),
    onSuccess: ({ isSaved, faults }) => {
      if (!isSaved) { toastError(faults[0]?.cause ?? t('common:failed')); return undefined; }
      toast(t('history.went', { version: version.version }));
      onClose();
      return queries.invalidateQueries({ queryKey: ['field-map', network.id, map.vendor, map.stream] });
    },
    onError: (error) => toastError(sentenceOf(error, t('common:failed'))),
  });
  return (
    <SidePanel title={t('history.number', { version: version.version })} note={`${version.createdBy} · ${format.instant(version.createdAt)}`} onClose={onClose}
      bar={can('integrations.manage') && (
        <span className={styles.buttons}>
          <Button size="sm" variant="default" loading={preview.isPending} onClick={() => preview.mutate()}>{t('mapping.preview')}</Button>
          {!isInForce && <Button size="sm" variant="default" leftSection={<IconArrowBackUp size={15} stroke={1.6} />} loading={back.isPending} onClick={() => back.mutate()}>{t('history.goBack')}</Button>}
        </span>
      )}>
      {version.note && <Note>{version.note}</Note>}
      <section className={styles.part}><h3>{t(before ? 'history.since' : 'history.first', { version: version.version - 1 })}</h3><DiffView before={before?.yaml ?? ''} after={version.yaml} label={t('history.since', { version: version.version - 1 })} /></section>
      {!isInForce && <section className={styles.part}><h3>{t('history.toNow')}</h3><DiffView before={version.yaml} after={map.yaml} label={t('history.toNow')} /></section>}
      {preview.error && <Note kind="bad" role="alert">{sentenceOf(preview.error, t('common:failed'))}</Note>}
      {preview.data?.faults.map((fault) => <Note key={`${fault.line} ${fault.column}`} kind="bad" role="alert">{t('common:code.at', { line: fault.line, column: fault.column })} {fault.cause} {fault.suggestion}</Note>)}
      {preview.data && preview.data.faults.length === 0 && <section className={styles.part}><h3>{t('mapping.shown', { count: preview.data.items.length })}</h3><div className={styles.narrow}><MapPairs preview={preview.data} /></div></section>}
    </SidePanel>
  );
}

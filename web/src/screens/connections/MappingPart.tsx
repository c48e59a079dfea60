import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { fieldMapQuery, integrationCatalogueQuery } from '@/api/hubQueries';
import type { Connection, FieldMap, LintFault, MapPreview, SavedMap } from '@/api/hubTypes';
import { paths } from '@/api/paths';
import { fieldProblems } from '@/parts/fields';
import frame from '@/parts/ListFrame.module.css';
import { ListTable } from '@/parts/ListTable';
import { Note } from '@/parts/Note';
import { Panel } from '@/parts/Panel';
import { PlaceholderLines } from '@/parts/Placeholder';
import { EmptyState, ErrorState } from '@/parts/States';
import { toast } from '@/parts/toast';
import { useScope } from '@/scope/Scope';
import styles from './Hub.module.css';
import { StreamPick } from './PlacesPart';

/** How the vendor's fields become ours; the network's own changes, tried on a real page before they are saved. */
export function MappingPart({ connection, stream: asked, onStream }: { connection: Connection; stream: string | undefined; onStream: (stream: string) => void }) {
  const { t } = useTranslation('connections');
  const { network } = useScope();
  const catalogue = useQuery(integrationCatalogueQuery(network.id));
  const streams = (catalogue.data?.items.find((one) => one.vendor === connection.vendor)?.streams ?? []).map((one) => ({ stream: one.name, title: one.title }));
  const stream = asked ?? streams[0]?.stream;
  const map = useQuery({ ...fieldMapQuery(network.id, connection.vendor, stream ?? ''), enabled: stream !== undefined });
  if (catalogue.isPending) return <Panel><PlaceholderLines lines={6} /></Panel>;
  if (!stream) return <Panel><EmptyState title={t('mapping.none')} /></Panel>;
  return (
    <>
      <div className={frame.filters}><StreamPick streams={streams} value={stream} onChange={onStream} /></div>
      {!map.data ? <Panel>{map.isError ? <ErrorState error={map.error} onRetry={() => void map.refetch()} /> : <PlaceholderLines lines={8} />}</Panel> : <Editor key={`${stream} ${map.data.version}`} map={map.data} />}
    </>
  );
}

function Editor({ map }: { map: FieldMap }) {
  const { t } = useTranslation('connections');
  const { network, can } = useScope();
  const queries = useQueryClient();
  const base = paths.fieldMap(network.id, map.vendor, map.stream);
  const [yaml, setYaml] = useState(map.yaml);
  const preview = useMutation({ mutationFn: () => api.post<MapPreview>(`${base}/preview`, { body: { yaml, page: null } }) });
  const save = useMutation({
    mutationFn: () => api.put<SavedMap>(base, { body: { yaml, note: null } }),
    onSuccess: ({ isSaved }) => { if (isSaved) { toast(t('mapping.saved')); return queries.invalidateQueries({ queryKey: ['field-map', network.id, map.vendor, map.stream] }); } return undefined; },
  });
  const faults = [...(preview.data?.faults ?? []), ...(save.data?.faults ?? [])];
  const rest = fieldProblems(preview.error ?? save.error, []).rest;
  const edit = (next: string) => { setYaml(next); preview.reset(); save.reset(); };
  return (
    <>
      <div className={styles.two}>
        <Panel title={t('mapping.fields')} note={t('mapping.fieldsNote', { record: t(`record.${map.record}`, { defaultValue: map.record }) })} flush>
          <ListTable caption={t('mapping.fields')} rows={map.fields} rowKey={(one) => one.name} columns={[
            { key: 'name', title: t('mapping.field'), onPhone: 'title', cell: (one) => <span className={styles.stack}><b>{one.name}</b><span>{one.type}{one.isRequired && ` · ${t('mapping.required')}`}</span></span> },
            { key: 'from', title: t('mapping.from'), onPhone: 'note', cell: (one) => (one.from ? <code className={styles.code}>{one.from}</code> : <span className="muted">{t('mapping.nowhere')}</span>) },
          ]} />
        </Panel>
        <Panel title={t('mapping.changes')} note={map.version > 0 ? t('mapping.version', { version: map.version }) : t('mapping.own')}>
          <div className={styles.form}>
            <Textarea className={styles.editor ?? ''} aria-label={t('mapping.changes')} autosize minRows={10} maxRows={24} spellCheck={false} readOnly={!can('integrations.manage')} placeholder={t('mapping.example')} value={yaml} onChange={(e) => edit(e.currentTarget.value)} />
            {faults.map((fault) => <Fault key={`${fault.line} ${fault.column} ${fault.cause}`} fault={fault} />)}
            {rest && <Note kind="bad" role="alert">{rest}</Note>}
            {can('integrations.manage') && (
              <div className={styles.buttons}>
                <Button variant="default" loading={preview.isPending} onClick={() => preview.mutate()}>{t('mapping.preview')}</Button>
                <Button loading={save.isPending} disabled={yaml === map.yaml} onClick={() => save.mutate()}>{t('common:save')}</Button>
                {map.version > 0 && map.yaml && <Button variant="subtle" onClick={() => edit('')}>{t('mapping.back')}</Button>}
              </div>
            )}
          </div>
        </Panel>
      </div>
      {preview.data && preview.data.faults.length === 0 && <Panel title={t('mapping.shown', { count: preview.data.items.length })}><Pairs preview={preview.data} /></Panel>}
    </>
  );
}

function Fault({ fault }: { fault: LintFault }) {
  const { t } = useTranslation('connections');
  return <Note kind="bad" role="alert">{t('mapping.at', { line: fault.line, column: fault.column })} {fault.cause} {fault.suggestion}</Note>;
}

const pretty = (json: string) => { try { return JSON.stringify(JSON.parse(json), null, 2); } catch { return json; } };

function Pairs({ preview }: { preview: MapPreview }) {
  const { t } = useTranslation('connections');
  return preview.items.map((item) => (
    <div key={item.key} className={styles.pair}>
      <div><h4>{t('mapping.before')}</h4><pre className={styles.body}>{pretty(item.item)}</pre></div>
      <div>
        <h4>{t('mapping.after')}</h4>
        {item.record ? <pre className={styles.body}>{pretty(item.record)}</pre> : <Note kind={item.faults.length > 0 ? 'bad' : 'info'}>{item.isSkipped ? t('mapping.skipped') : item.isDeleted ? t('mapping.deleted') : item.faults.join(' ')}</Note>}
        {item.unmapped.length > 0 && <p className={styles.trouble} style={{ paddingTop: 6 }}>{t('mapping.unmapped')} <code className={styles.code}>{item.unmapped.join(', ')}</code></p>}
      </div>
    </div>
  ));
}

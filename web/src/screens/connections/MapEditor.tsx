import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { Connection, FieldMap, MapPreview, SavedMap } from '@/api/hubTypes';
import { paths } from '@/api/paths';
import { CodeEditor } from '@/parts/CodeEditor';
import { fieldProblems } from '@/parts/fields';
import { ListTable } from '@/parts/ListTable';
import { Note } from '@/parts/Note';
import { Panel } from '@/parts/Panel';
import { toast } from '@/parts/toast';
import { useScope } from '@/scope/Scope';
import styles from './Hub.module.css';
import { MapPairs } from './MapPairs';

type Page = 'live' | 'recorded' | 'own';

/** Where each field comes from, and the network's own changes: tried on a page before they are saved. */
export function MapEditor({ map, connection }: { map: FieldMap; connection: Connection }) {
  const { t } = useTranslation('connections');
  const { network, can } = useScope();
  const queries = useQueryClient();
  const base = paths.fieldMap(network.id, map.vendor, map.stream);
  const [yaml, setYaml] = useState(map.yaml);
  const [note, setNote] = useState('');
  const [page, setPage] = useState<Page>(connection.state === 'active' ? 'live' : 'recorded');
  const [own, setOwn] = useState('');
  const preview = useMutation({ mutationFn: () => api.post<MapPreview>(`${base}/preview`, { body: { yaml, page: page === 'own' ? own : null, connectionId: page === 'live' ? connection.id : null } }) });
  const save = useMutation({
    mutationFn: () => api.put<SavedMap>(base, { body: { yaml, note: note.trim() || null } }),
    onSuccess: ({ isSaved }) => { if (isSaved) { toast(t('mapping.saved')); return queries.invalidateQueries({ queryKey: ['field-map', network.id, map.vendor, map.stream] }); } return undefined; },
  });
  const problems = fieldProblems(preview.error ?? save.error, ['page']);
  const edit = (next: string) => { setYaml(next); preview.reset(); save.reset(); };
  const manages = can('integrations.manage');
  return (
    <>
      <div className={styles.two}>
        <Panel title={t('mapping.fields')} note={t('mapping.fieldsNote', { record: t(`record.${map.record}`, { defaultValue: map.record }) })} flush>
          <ListTable caption={t('mapping.fields')} rows={map.fields} rowKey={(one) => one.name} columns={[
            { key: 'name', title: t('mapping.field'), onPhone: 'title', width: '36%', cell: (one) => <span className={styles.stack}><b>{one.name}</b><span>{one.type}{one.isRequired && ` · ${t('mapping.required')}`}</span></span> },
            { key: 'from', title: t('mapping.from'), onPhone: 'note', cell: (one) => (one.from ? <code className={styles.code}>{one.from}</code> : <span className="muted">{t('mapping.nowhere')}</span>) },
          ]} />
        </Panel>
        <Panel title={t('mapping.changes')} note={map.version > 0 && map.yaml ? t('mapping.version', { version: map.version }) : t('mapping.own')}>
          <div className={styles.form}>
            <CodeEditor label={t('mapping.changes')} value={yaml} onChange={edit} faults={[...(preview.data?.faults ?? []), ...(save.data?.faults ?? [])]} rows={12} readOnly={!manages} placeholder={t('mapping.example')} />
            {manages && (
              <>
                <Select label={t('mapping.page')} allowDeselect={false} value={page} onChange={(next) => { setPage((next ?? 'recorded') as Page); preview.reset(); }}
                  data={[{ value: 'live', label: t('mapping.pageLive', { title: connection.title }), disabled: connection.state !== 'active' && connection.state !== 'failing' }, { value: 'recorded', label: t('mapping.pageRecorded') }, { value: 'own', label: t('mapping.pageOwn') }]} />
                {page === 'own' && <Textarea className={styles.editor ?? ''} label={t('mapping.pageText')} autosize minRows={4} maxRows={12} spellCheck={false} value={own} onChange={(e) => { setOwn(e.currentTarget.value); preview.reset(); }} error={problems.of('page')} />}
                {yaml !== map.yaml && <TextInput label={t('mapping.why')} description={t('mapping.whyNote')} maxLength={500} value={note} onChange={(e) => setNote(e.currentTarget.value)} />}
              </>
            )}
            {(problems.rest ?? (page !== 'own' && problems.of('page'))) && <Note kind="bad" role="alert">{problems.rest ?? problems.of('page')}</Note>}
            {manages && (
              <div className={styles.buttons}>
                <Button variant="default" loading={preview.isPending} disabled={page === 'own' && !own.trim()} onClick={() => preview.mutate()}>{t('mapping.preview')}</Button>
                <Button loading={save.isPending} disabled={yaml === map.yaml} onClick={() => save.mutate()}>{t('common:save')}</Button>
                {map.yaml && <Button variant="subtle" disabled={yaml === ''} onClick={() => edit('')}>{t('mapping.back')}</Button>}
              </div>
            )}
          </div>
        </Panel>
      </div>
      {preview.data && preview.data.faults.length === 0 && <Panel title={t('mapping.shown', { count: preview.data.items.length })}><MapPairs preview={preview.data} /></Panel>}
    </>
  );
}

import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { SavedConnector } from '@/api/hubTypes';
import { paths } from '@/api/paths';
import { CodeEditor } from '@/parts/CodeEditor';
import { sentenceOf } from '@/parts/fields';
import { Note } from '@/parts/Note';
import { Panel } from '@/parts/Panel';
import { toast } from '@/parts/toast';
import { useScope } from '@/scope/Scope';
import styles from './Hub.module.css';

const REST = 400;

/** A manifest, checked as it is typed: every fault with its line, its column and what to write instead. */
export function ConnectorEditor({ name, yaml: stored, readOnly: isFixed = false }: { name: string | undefined; yaml: string; readOnly?: boolean }) {
  const { t } = useTranslation('connections');
  const { network, can } = useScope();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const readOnly = isFixed || !can('integrations.manage');
  const [yaml, setYaml] = useState(stored);
  const [rested] = useDebouncedValue(yaml, REST);
  const send = (text: string, dryRun: boolean, signal?: AbortSignal) => api.post<SavedConnector>(paths.connectors(network.id), { signal, body: { yaml: text, dryRun } });
  const lint = useQuery({ queryKey: ['connector-lint', network.id, rested], queryFn: ({ signal }) => send(rested, true, signal), enabled: !readOnly, placeholderData: keepPreviousData, staleTime: Infinity });
  const save = useMutation({
    mutationFn: () => send(yaml, false),
    onSuccess: async (saved) => {
      if (!saved.isSaved || !saved.name) return;
      toast(t('own.saved', { version: saved.version }));
      await Promise.all(['connector', 'integration-catalogue'].map((key) => queries.invalidateQueries({ queryKey: [key, network.id] })));
      if (saved.name !== name) await navigate({ to: '/integrations/connectors/$name', params: { name: saved.name }, replace: true });
    },
  });
  const isChecked = rested === yaml && !lint.isFetching && lint.data !== undefined;
  const faults = save.data && !save.data.isSaved ? save.data.faults : (lint.data?.faults ?? []);
  const renamed = name !== undefined && lint.data?.name && lint.data.name !== name ? lint.data.name : undefined;
  return (
    <Panel title={t('own.manifest')} note={readOnly ? undefined : <>{t('own.manifestNote')} <a href="/reference">{t('own.guide')}</a></>}>
      <div className={styles.form}>
        <CodeEditor label={t('own.manifest')} value={yaml} onChange={(text) => { setYaml(text); save.reset(); }} faults={faults} rows={24} readOnly={readOnly} />
        {!readOnly && isChecked && faults.length === 0 && <Note kind="good" role="status">{t('own.fine')}</Note>}
        {renamed && <Note kind="watch" role="status">{t('own.renamed', { name: renamed })}</Note>}
        {(lint.isError || save.isError) && <Note kind="bad" role="alert">{sentenceOf(save.error ?? lint.error, t('common:failed'))}</Note>}
        {!readOnly && (
          <div className={styles.buttons}>
            <Button loading={save.isPending} disabled={(name !== undefined && yaml === stored) || !isChecked || faults.length > 0} onClick={() => save.mutate()}>{t(name === undefined ? 'own.add' : 'own.save')}</Button>
            {yaml !== stored && <Button variant="subtle" onClick={() => { setYaml(stored); save.reset(); }}>{t('own.undo')}</Button>}
          </div>
        )}
      </div>
    </Panel>
  );
}

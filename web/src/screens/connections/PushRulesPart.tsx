import { Button, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { connectionQueries } from '@/api/hubQueries';
import type { Connection, PushPreview, PushRule } from '@/api/hubTypes';
import { paths } from '@/api/paths';
import { Note } from '@/parts/Note';
import { Panel } from '@/parts/Panel';
import { PlaceholderLines } from '@/parts/Placeholder';
import { SidePanel } from '@/parts/SidePanel';
import { EmptyState, ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import styles from './Hub.module.css';
import { pretty } from './pretty';
import type { ConnectionWork } from './useConnectionWork';

/** Which changes made here go to the vendor by themselves, and what would be sent. */
export function PushRulesPart({ connection, work }: { connection: Connection; work: ConnectionWork }) {
  const { t } = useTranslation('connections');
  const { network, can } = useScope();
  const rules = useQuery(connectionQueries(network.id, connection.id).pushRules);
  const [shown, setShown] = useState<PushRule | null>(null);
  const manages = can('integrations.manage');
  const recordOf = (rule: PushRule) => t(`record.${rule.record}`, { defaultValue: (rule.record ?? '').replaceAll('_', ' ') });
  return (
    <Panel title={t('pushRules.title', { title: connection.title })} note={t('pushRules.note')}>
      {rules.isPending ? <PlaceholderLines lines={3} />
        : rules.isError ? <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />
        : rules.data.items.length === 0 ? <EmptyState title={t('pushRules.none')} text={t('pushRules.noneText', { title: connection.title })} />
        : (
          <ul className={styles.switches}>
            {rules.data.items.map((rule) => (
              <li key={rule.action}>
                <Switch label={rule.title} description={t('pushRules.when', { record: recordOf(rule) })} checked={rule.isOn} disabled={!manages || work.pushRule.isPending} onChange={(event) => work.pushRule.mutate({ action: rule.action, isOn: event.currentTarget.checked })} />
                {manages && <Button size="compact-sm" variant="subtle" aria-label={t('pushRules.previewOf', { name: rule.title })} onClick={() => setShown(rule)}>{t('pushRules.preview')}</Button>}
              </li>
            ))}
          </ul>
        )}
      {shown && <PreviewPanel key={shown.action} connection={connection} rule={shown} onClose={() => setShown(null)} />}
    </Panel>
  );
}

/** What a record of the network would have sent. */
function PreviewPanel({ connection, rule, onClose }: { connection: Connection; rule: PushRule; onClose: () => void }) {
  const { t } = useTranslation('connections');
  const { network } = useScope();
  const preview = useQuery({
    queryKey: ['connection', network.id, connection.id, 'push-preview', rule.action],
    queryFn: ({ signal }) => api.post<PushPreview>(`${paths.connection(network.id, connection.id)}/push-rules/preview`, { signal, body: { action: rule.action } }),
  });
  const data = preview.data;
  return (
    <SidePanel title={rule.title} note={t('pushRules.previewNote', { title: connection.title })} onClose={onClose}>
      {preview.isPending ? <PlaceholderLines lines={10} />
        : preview.isError ? <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
        : !data!.isFollowed ? <Note kind="watch">{t('pushRules.notFollowed')}</Note>
        : !data!.sample ? <EmptyState title={t('pushRules.noSample')} text={t('pushRules.noSampleText')} />
        : (
          <>
            <section className={styles.part}><h3>{t('pushRules.sample', { place: data!.location })}</h3><pre className={styles.body} tabIndex={0}>{pretty(data!.sample)}</pre></section>
            {data!.create && <Drawn title={t('pushRules.create')} request={data!.create} />}
            {data!.change && <Drawn title={t('pushRules.change')} request={data!.change} />}
          </>
        )}
    </SidePanel>
  );
}

function Drawn({ title, request }: { title: string; request: NonNullable<PushPreview['create']> }) {
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      {request.problem && <Note kind="bad">{request.problem}</Note>}
      <p className={styles.code} style={{ paddingBottom: 8 }}><b>{request.method}</b> {request.path}</p>
      {request.body && <pre className={styles.body} tabIndex={0}>{pretty(request.body)}</pre>}
    </section>
  );
}

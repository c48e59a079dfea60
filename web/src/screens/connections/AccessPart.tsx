import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionQueries, integrationCatalogueQuery } from '@/api/hubQueries';
import type { CatalogueEntry, Connection } from '@/api/hubTypes';
import { useFormat } from '@/i18n/useFormat';
import { Facts } from '@/parts/Facts';
import { fieldProblems } from '@/parts/fields';
import { Note } from '@/parts/Note';
import { Panel } from '@/parts/Panel';
import { toast } from '@/parts/toast';
import { useScope } from '@/scope/Scope';
import { isComplete, isSetting, signsInThere } from './catalogue';
import { ChangePart } from './ChangePart';
import { FieldInputs } from './FieldInputs';
import styles from './Hub.module.css';
import type { ConnectionWork } from './useConnectionWork';

/** What authorises it, how often the vendor is called, and the end of it. */
export function AccessPart({ connection, work }: { connection: Connection; work: ConnectionWork }) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const { network, can } = useScope();
  const usage = useQuery(connectionQueries(network.id, connection.id).usage);
  const catalogue = useQuery(integrationCatalogueQuery(network.id));
  const entry = catalogue.data?.items.find((one) => one.vendor === connection.vendor);
  const { credential } = connection;
  return (
    <div className={styles.two}>
      <Panel title={t('access.title')} note={t('access.note')}>
        <div className={styles.form}>
          <Facts facts={[
            [t('access.account'), connection.accountId ?? '–'],
            [t('filter.environment'), t(`environment.${connection.environment}`)],
            [t('access.owner'), connection.ownerName ?? '–'],
            ...(credential ? [
              [t('access.age'), t('access.days', { count: credential.ageDays })] as const,
              [t('access.renewed'), t('access.times', { count: credential.generation, at: format.instant(credential.issuedAt) })] as const,
              [t('access.expires'), credential.expiresAt ? format.instant(credential.expiresAt) : t('access.notByTime')] as const,
            ] : [[t('access.age'), t('access.none')] as const]),
            ...(connection.scopes.length > 0 ? [[t('access.scopes'), <span key="scopes" className={styles.code}>{connection.scopes.join(', ')}</span>] as const] : []),
            ...Object.entries(connection.settings).map(([name, value]) => [entry?.fields.find((field) => field.name === name)?.title ?? name, value] as const),
          ]} />
          {can('integrations.manage') && entry && <Rotate entry={entry} work={work} />}
        </div>
      </Panel>
      <div style={{ display: 'grid', gap: 'var(--gap)' }}>
        {can('integrations.manage') && <ChangePart key={connection.version} connection={connection} entry={entry} work={work} />}
        <Panel title={t('usage.title')} note={t('usage.note')}>
          <Facts facts={[[t('usage.calls'), format.count(usage.data?.calls)], [t('usage.failed'), format.count(usage.data?.failed)], [t('usage.throttled'), format.count(usage.data?.throttled)],
            ...classesOf(usage.data?.hours ?? []).map(([name, calls]) => [t(`usage.class.${name}`, { defaultValue: name }), format.count(calls)] as const)]} />
        </Panel>
        {can('integrations.manage') && <Remove connection={connection} work={work} />}
      </div>
    </div>
  );
}

const classesOf = (rows: readonly { class: string; calls: number }[]): [string, number][] => [...rows.reduce((sums, row) => sums.set(row.class, (sums.get(row.class) ?? 0) + row.calls), new Map<string, number>())].sort((a, b) => b[1] - a[1]);

function Rotate({ entry, work }: { entry: CatalogueEntry; work: ConnectionWork }) {
  const { t } = useTranslation('connections');
  const [values, setValues] = useState<Record<string, string>>({});
  const fields = entry.fields.filter((field) => !isSetting(field));
  const problems = fieldProblems(work.rotate.error, fields.map((field) => `credentials.${field.name}`));
  const submit = (event: FormEvent) => { event.preventDefault(); work.rotate.mutate(Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim())), { onSuccess: () => setValues({}) }); };
  if (signsInThere(entry.auth)) {
    return (
      <div className={styles.buttons}>
        <Button variant="default" loading={work.authorize.isPending} onClick={() => work.authorize.mutate()}>{t('access.again', { title: entry.title })}</Button>
        <Button variant="subtle" loading={work.rotate.isPending} onClick={() => work.rotate.mutate(null)}>{t('access.renew')}</Button>
      </div>
    );
  }
  return fields.length === 0 ? null : (
    <form className={styles.form} onSubmit={submit}>
      <p className="muted">{t('access.replaceNote')}</p>
      <FieldInputs fields={fields} values={values} onChange={setValues} problem={problems.of} />
      {problems.rest && <Note kind="bad" role="alert">{problems.rest}</Note>}
      <div><Button type="submit" variant="default" disabled={!isComplete(fields, values)} loading={work.rotate.isPending}>{t('access.replace')}</Button></div>
    </form>
  );
}

function Remove({ connection, work }: { connection: Connection; work: ConnectionWork }) {
  const { t } = useTranslation('connections');
  const navigate = useNavigate();
  const [isAsked, setAsked] = useState(false);
  const remove = () => work.remove.mutate(undefined, { onSuccess: ({ revokedAtVendor }) => { toast(t(revokedAtVendor ? 'remove.done' : 'remove.doneHere', { title: connection.title })); void navigate({ to: '/integrations' }); }, onSettled: () => setAsked(false) });
  return (
    <Panel title={t('remove.title')} note={t('remove.note')}>
      <Button color="red" variant="light" onClick={() => setAsked(true)}>{t('remove.do')}</Button>
      <Modal opened={isAsked} onClose={() => setAsked(false)} title={t('remove.ask', { name: connection.name })} centered closeButtonProps={{ 'aria-label': t('common:close') }}>
        <p>{t('remove.text')}</p>
        <div className={styles.buttons} style={{ marginTop: 20 }}>
          <Button color="red" loading={work.remove.isPending} onClick={remove}>{t('remove.do')}</Button>
          <Button variant="default" data-autofocus onClick={() => setAsked(false)}>{t('remove.keep')}</Button>
        </div>
      </Modal>
    </Panel>
  );
}

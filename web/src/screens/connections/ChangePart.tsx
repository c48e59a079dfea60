import { Button, Select, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueEntry, Connection } from '@/api/hubTypes';
import { peopleQuery } from '@/api/queries';
import { fieldProblems } from '@/parts/fields';
import { Note } from '@/parts/Note';
import { Panel } from '@/parts/Panel';
import { useScope } from '@/scope/Scope';
import { isSetting } from './catalogue';
import { FieldInputs } from './FieldInputs';
import styles from './Hub.module.css';
import type { ConnectionWork } from './useConnectionWork';

/** What people call it, who looks after it, and what it has to know of the system. */
export function ChangePart({ connection, entry, work }: { connection: Connection; entry: CatalogueEntry | undefined; work: ConnectionWork }) {
  const { t } = useTranslation('connections');
  const { network, me, can } = useScope();
  const [name, setName] = useState(connection.name);
  const [ownerId, setOwnerId] = useState(connection.ownerId);
  const [settings, setSettings] = useState<Record<string, string>>(connection.settings);
  const people = useInfiniteQuery({ ...peopleQuery(network.id, {}), enabled: can('people.read') });
  const known = people.data?.pages.flatMap((page) => page.items).map((person) => ({ value: person.id, label: person.name })) ?? [];
  // Whoever may not see the people still sees who it is now, and can take it over.
  const owners = new Map([...(connection.ownerId ? [[connection.ownerId, connection.ownerName ?? '–'] as const] : []), [me.id, me.name] as const, ...known.map((one) => [one.value, one.label] as const)]);
  const fields = entry?.fields.filter(isSetting) ?? [];
  const problems = fieldProblems(work.change.error, ['name', 'ownerId', ...fields.map((field) => `settings.${field.name}`)]);
  const isChanged = name.trim() !== connection.name || ownerId !== connection.ownerId || fields.some((field) => (settings[field.name] ?? '') !== (connection.settings[field.name] ?? ''));
  const submit = (event: FormEvent) => { event.preventDefault(); work.change.mutate({ version: connection.version, name: name.trim(), ownerId, settings: Object.fromEntries(fields.map((field) => [field.name, settings[field.name] ?? ''])) }); };
  return (
    <Panel title={t('change.title')} note={t('change.note')}>
      <form className={styles.form} onSubmit={submit}>
        <TextInput label={t('wizard.name')} required maxLength={200} value={name} onChange={(e) => setName(e.currentTarget.value)} error={problems.of('name')} />
        <Select label={t('access.owner')} description={t('change.ownerNote')} searchable nothingFoundMessage={t('common:nothingFound')} value={ownerId} onChange={setOwnerId} data={[...owners].map(([value, label]) => ({ value, label }))} error={problems.of('ownerId')} />
        <FieldInputs fields={fields} values={settings} onChange={setSettings} problem={problems.of} />
        {problems.rest && <Note kind="bad" role="alert">{problems.rest}</Note>}
        <div><Button type="submit" variant="default" disabled={!isChanged || !name.trim()} loading={work.change.isPending}>{t('common:save')}</Button></div>
      </form>
    </Panel>
  );
}

import { Button, Select } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person, Role } from '@/api/types';
import { fieldProblems } from '@/parts/fields';
import { Note } from '@/parts/Note';
import { PlacePicker } from '@/parts/PlacePicker';
import { ROLES } from './address';
import styles from './PersonPanel.module.css';
import { usePeopleWork } from './usePeopleWork';

/** A further role for somebody. */
export function GrantForm({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useTranslation('people');
  const { grant } = usePeopleWork();
  const [role, setRole] = useState<Role | null>(null);
  const [nodeId, setNodeId] = useState<string | null>(null);
  const problems = fieldProblems(grant.error, ['role', 'nodeId']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (role && nodeId) grant.mutate({ person, grant: { role, nodeId } }, { onSuccess: onDone });
  };
  return (
    <form className={styles.form} onSubmit={submit} aria-label={t('grants.add')}>
      <Select label={t('role')} required data-autofocus value={role} onChange={(value) => setRole(value as Role | null)} error={problems.of('role')} data={ROLES.map((value) => ({ value, label: t(`common:role.${value}`) }))} />
      <PlacePicker label={t('grants.where')} required value={nodeId} onChange={setNodeId} error={problems.of('nodeId')} />
      {problems.rest && <Note kind="bad" role="alert">{problems.rest}</Note>}
      <div className={styles.buttons}>
        <Button type="submit" disabled={!role || !nodeId} loading={grant.isPending}>{t('grants.give')}</Button>
        <Button variant="subtle" onClick={onDone}>{t('common:cancel')}</Button>
      </div>
    </form>
  );
}

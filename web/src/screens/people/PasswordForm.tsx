import { Button, PasswordInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '@/api/types';
import { fieldProblems } from '@/parts/fields';
import { Note } from '@/parts/Note';
import styles from './PersonPanel.module.css';
import { usePeopleWork } from './usePeopleWork';

/** A new password to hand over in person; it ends all of the person's sessions. */
export function PasswordForm({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useTranslation('people');
  const { change } = usePeopleWork();
  const [password, setPassword] = useState('');
  const problems = fieldProblems(change.error, ['password']);
  const submit = (event: FormEvent) => { event.preventDefault(); change.mutate({ person, password }, { onSuccess: onDone }); };
  return (
    <form className={styles.form} onSubmit={submit} aria-label={t('password.open')}>
      <PasswordInput label={t('password.label')} description={t('password.note')} autoComplete="new-password" required aria-invalid={problems.of('password') !== undefined} value={password} onChange={(e) => setPassword(e.currentTarget.value)} error={problems.of('password')} />
      {problems.rest && <Note kind="bad" role="alert">{problems.rest}</Note>}
      <div className={styles.buttons}>
        <Button type="submit" disabled={password === ''} loading={change.isPending}>{t('password.set')}</Button>
        <Button variant="subtle" onClick={onDone}>{t('common:cancel')}</Button>
      </div>
    </form>
  );
}

import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import { sessionsQuery } from '@/api/queries';
import { fieldProblems } from '@/parts/fields';
import { Note } from '@/parts/Note';
import { Panel } from '@/parts/Panel';
import { toast } from '@/parts/toast';
import styles from './SettingsScreen.module.css';

/** The reader's own password; changing it signs out every other device. */
export function OwnPassword() {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => api.post(paths.ownPassword, { body: { currentPassword: current, newPassword: next } }),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      toast(t('password.changed'));
      return queries.invalidateQueries({ queryKey: sessionsQuery().queryKey });
    },
  });
  const problems = fieldProblems(change.error, ['currentPassword', 'newPassword']);
  const submit = (event: FormEvent) => { event.preventDefault(); change.mutate(); };
  return (
    <Panel id="password" title={t('password.title')} note={t('password.note')}>
      <form className={styles.form} onSubmit={submit}>
        <PasswordInput label={t('password.current')} autoComplete="current-password" value={current} onChange={(event) => setCurrent(event.currentTarget.value)} error={problems.of('currentPassword')} />
        <PasswordInput label={t('password.next')} autoComplete="new-password" value={next} onChange={(event) => setNext(event.currentTarget.value)} error={problems.of('newPassword')} />
        {problems.rest && <Note kind="bad" role="alert">{problems.rest}</Note>}
        <div><Button type="submit" disabled={!current || !next} loading={change.isPending}>{t('password.change')}</Button></div>
      </form>
    </Panel>
  );
}

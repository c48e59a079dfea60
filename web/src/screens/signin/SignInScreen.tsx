import { Button, PasswordInput, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { safeReturn } from '@/auth/returnAddress';
import { useSignIn } from '@/auth/session';
import { Wordmark } from '@/frame/Wordmark';
import styles from './SignInScreen.module.css';

const route = getRouteApi('/sign-in');

function reason(error: unknown): string {
  if (!(error instanceof ApiProblem) || error.isTransient) return error instanceof ApiProblem && error.status === 429 ? 'locked' : 'unreachable';
  return error.status === 423 || error.code.includes('locked') ? 'locked' : 'wrong';
}

export function SignInScreen() {
  const { t } = useTranslation('signin');
  const address = route.useSearch();
  const router = useRouter();
  const signIn = useSignIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isMissing, setMissing] = useState(false);
  useEffect(() => { document.title = `${t('title')} · ${t('common:product')}`; }, [t]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(!email || !password);
    if (!email || !password) return;
    signIn.mutate({ email, password }, { onSuccess: () => router.history.push(safeReturn(address.return)) });
  };
  const message = isMissing ? t('missing') : signIn.isError ? t(reason(signIn.error)) : null;

  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <Wordmark />
        <p className={styles.lead}>{t('lead')}</p>
        <h1 className={styles.title}>{t('title')}</h1>
        {address.ended && !message && <p className={styles.ended}>{t('ended')}</p>}
        <form onSubmit={submit} noValidate className={styles.form}>
          <TextInput label={t('email')} type="email" name="email" autoComplete="username" autoFocus size="md" value={email} onChange={(e) => setEmail(e.currentTarget.value)} />
          <PasswordInput label={t('password')} name="password" autoComplete="current-password" size="md" value={password} onChange={(e) => setPassword(e.currentTarget.value)} />
          <div role="alert">{message && <p className={styles.problem}><IconAlertTriangle size={16} aria-hidden />{message}</p>}</div>
          <Button type="submit" size="md" fullWidth loading={signIn.isPending}>{t('submit')}</Button>
        </form>
      </div>
    </main>
  );
}

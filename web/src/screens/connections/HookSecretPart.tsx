import { Button, PasswordInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { HookAddress } from '@/api/hubTypes';
import { useFormat } from '@/i18n/useFormat';
import { CopyLine } from '@/parts/CopyLine';
import { fieldProblems } from '@/parts/fields';
import { Note } from '@/parts/Note';
import styles from './Hub.module.css';
import type { ConnectionWork } from './useConnectionWork';

/** The secret by which a system's messages are known: made here and shown once, or entered as the vendor shows it. */
export function HookSecretPart({ hook, work }: { hook: HookAddress; work: ConnectionWork }) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const [isEntering, setEntering] = useState(hook.secretFrom === 'vendor' && !hook.hasSecret);
  const [secret, setSecret] = useState('');
  const kept = work.hookSecret.data;
  const problems = fieldProblems(work.hookSecret.error, ['secret']);
  const submit = (event: FormEvent) => { event.preventDefault(); work.hookSecret.mutate(secret.trim(), { onSuccess: () => { setSecret(''); setEntering(false); } }); };
  if (kept?.secret) {
    return (
      <div className={styles.form}>
        <Note kind="watch" role="status">{t('secret.once')}</Note>
        <CopyLine value={kept.secret} label={t('secret.label')} testId="hook-secret" />
        {kept.previousUntil && <p className="muted">{t('secret.before', { until: format.instant(kept.previousUntil) })}</p>}
        <div><Button size="sm" variant="default" onClick={() => work.hookSecret.reset()}>{t('secret.done')}</Button></div>
      </div>
    );
  }
  return (
    <div className={styles.form}>
      <Note kind={hook.hasSecret ? 'good' : 'watch'}>{t(hook.hasSecret ? 'secret.has' : hook.secretFrom === 'house' ? 'secret.make' : 'secret.enter')}</Note>
      {isEntering ? (
        <form className={styles.form} onSubmit={submit}>
          <PasswordInput label={t('secret.label')} description={t('secret.enterNote')} autoComplete="new-password" value={secret} onChange={(e) => setSecret(e.currentTarget.value)} error={problems.of('secret')} />
          {problems.rest && <Note kind="bad" role="alert">{problems.rest}</Note>}
          <div className={styles.buttons}>
            <Button type="submit" size="sm" disabled={!secret.trim()} loading={work.hookSecret.isPending}>{t('common:save')}</Button>
            <Button size="sm" variant="subtle" onClick={() => setEntering(false)}>{t('common:cancel')}</Button>
          </div>
        </form>
      ) : (
        <div className={styles.buttons}>
          {hook.secretFrom === 'house' && <Button size="sm" variant={hook.hasSecret ? 'default' : 'filled'} leftSection={<IconKey size={16} stroke={1.6} />} loading={work.hookSecret.isPending} onClick={() => work.hookSecret.mutate(null)}>{t(hook.hasSecret ? 'secret.remake' : 'secret.makeOne')}</Button>}
          <Button size="sm" variant="subtle" onClick={() => { work.hookSecret.reset(); setEntering(true); }}>{t(hook.secretFrom === 'house' ? 'secret.haveOne' : hook.hasSecret ? 'secret.replace' : 'secret.enterOne')}</Button>
        </div>
      )}
      {!isEntering && problems.rest && <Note kind="bad" role="alert">{problems.rest}</Note>}
    </div>
  );
}

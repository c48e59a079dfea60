import { Button, Select, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import { keysQuery } from '@/api/queries';
import type { ApiKey } from '@/api/types';
import { fieldProblems } from '@/parts/fields';
import { Note } from '@/parts/Note';
import { SidePanel } from '@/parts/SidePanel';
import styles from './KeysScreen.module.css';

const LIFETIMES = ['30', '90', '365', ''] as const;

/** Makes a key and shows it, once. */
export function NewKeyPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('keys');
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [days, setDays] = useState('90');
  const [isCopied, setCopied] = useState(false);
  const make = useMutation({
    mutationFn: () => api.post<ApiKey>(paths.keys, { body: { name: name.trim(), ...(days ? { expiresInDays: Number(days) } : {}) } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keysQuery().queryKey }),
  });
  const problems = fieldProblems(make.error, ['name', 'expiresInDays']);
  const made = make.data;
  const key = made?.key;
  const submit = (event: FormEvent) => { event.preventDefault(); make.mutate(); };
  const copy = async () => { await navigator.clipboard.writeText(key ?? ''); setCopied(true); };
  if (made && key) {
    return (
      <SidePanel title={t('made.title', { name: made.name })} onClose={onClose}>
        <div className={styles.form}>
          <Note kind="watch" role="status">{t('made.once')}</Note>
          <div className={styles.secret}><code data-testid="api-key">{key}</code><Button size="sm" variant="default" leftSection={isCopied ? <IconCheck size={15} /> : <IconCopy size={15} />} onClick={() => void copy()}>{t(isCopied ? 'common:copied' : 'common:copy')}</Button></div>
          <p className="muted">{t('made.try')}</p>
          <pre className={styles.example}>{`curl -H "Authorization: Bearer ${made.prefix}…" \\\n  ${location.origin}/api/v2/auth/me`}</pre>
          <div><Button onClick={onClose}>{t('made.done')}</Button></div>
        </div>
      </SidePanel>
    );
  }
  return (
    <SidePanel title={t('make')} note={t('makeNote')} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        <TextInput label={t('name')} description={t('nameNote')} required maxLength={100} value={name} onChange={(e) => setName(e.currentTarget.value)} error={problems.of('name')} />
        <Select label={t('expires')} allowDeselect={false} value={days} onChange={(value) => setDays(value ?? '')} error={problems.of('expiresInDays')} data={LIFETIMES.map((value) => ({ value, label: value ? t('days', { count: Number(value) }) : t('noExpiry') }))} />
        {problems.rest && <Note kind="bad" role="alert">{problems.rest}</Note>}
        <div className={styles.buttons} style={{ marginTop: 0 }}>
          <Button type="submit" disabled={!name.trim()} loading={make.isPending}>{t('make')}</Button>
          <Button variant="subtle" onClick={onClose}>{t('common:cancel')}</Button>
        </div>
      </form>
    </SidePanel>
  );
}

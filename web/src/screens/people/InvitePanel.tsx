import { ActionIcon, Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person, Role } from '@/api/types';
import { fieldProblems } from '@/parts/fields';
import { Note } from '@/parts/Note';
import { PlacePicker } from '@/parts/PlacePicker';
import { SidePanel } from '@/parts/SidePanel';
import { useScope } from '@/scope/Scope';
import { ROLES } from './address';
import styles from './PersonPanel.module.css';
import { usePeopleWork } from './usePeopleWork';

interface Wanted { role: Role | null; nodeId: string | null }

/** A new person with at least one role. What the server refuses stands at its field. */
export function InvitePanel({ onClose, onCreated }: { onClose: () => void; onCreated: (person: Person) => void }) {
  const { t } = useTranslation('people');
  const { nodeId: here } = useScope();
  const { create } = usePeopleWork();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [grants, setGrants] = useState<Wanted[]>([{ role: null, nodeId: here ?? null }]);
  const [tried, setTried] = useState(false);
  const key = useRef(crypto.randomUUID());
  const problems = fieldProblems(create.error, ['name', 'email', 'password', 'grants']);
  const setGrant = (index: number, patch: Partial<Wanted>) => setGrants(grants.map((grant, i) => (i === index ? { ...grant, ...patch } : grant)));
  const missing = (value: unknown) => (tried && !value ? t('required') : undefined);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const complete = grants.flatMap(({ role, nodeId }) => (role && nodeId ? [{ role, nodeId }] : []));
    if (!name.trim() || !email.trim() || complete.length < grants.length) return;
    create.mutate({ person: { name: name.trim(), email: email.trim(), ...(password ? { password } : {}), grants: complete }, key: key.current }, { onSuccess: onCreated, onError: () => { key.current = crypto.randomUUID(); } });
  };
  return (
    <SidePanel title={t('invite.title')} note={t('invite.note')} onClose={onClose}>
      <form className={styles.invite} onSubmit={submit} noValidate>
        <TextInput label={t('column.name')} required autoComplete="off" maxLength={200} value={name} onChange={(e) => setName(e.currentTarget.value)} error={problems.of('name') ?? missing(name.trim())} />
        <TextInput label={t('email')} type="email" required autoComplete="off" value={email} onChange={(e) => setEmail(e.currentTarget.value)} error={problems.of('email') ?? missing(email.trim())} />
        <PasswordInput label={`${t('invite.password')} (${t('common:optional')})`} description={t('invite.passwordNote')} autoComplete="new-password" aria-invalid={problems.of('password') !== undefined} value={password} onChange={(e) => setPassword(e.currentTarget.value)} error={problems.of('password')} />
        <fieldset className={styles.set}>
          <legend>{t('grants.title')}</legend>
          {grants.map((grant, index) => (
            <div key={index} className={styles.grantLine}>
              <div><Select aria-label={t('role')} placeholder={t('role')} value={grant.role} onChange={(value) => setGrant(index, { role: value as Role | null })} data={ROLES.map((value) => ({ value, label: t(`common:role.${value}`) }))} error={missing(grant.role)} /></div>
              <div><PlacePicker aria-label={t('grants.where')} placeholder={t('grants.where')} value={grant.nodeId} onChange={(nodeId) => setGrant(index, { nodeId })} error={missing(grant.nodeId)} /></div>
              <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('grants.drop')} disabled={grants.length === 1} onClick={() => setGrants(grants.filter((_, i) => i !== index))}><IconTrash size={16} stroke={1.6} /></ActionIcon>
            </div>
          ))}
          {problems.of('grants') && <Note kind="bad" role="alert">{problems.of('grants')}</Note>}
          <div><Button variant="subtle" size="sm" leftSection={<IconPlus size={15} />} onClick={() => setGrants([...grants, { role: null, nodeId: null }])}>{t('grants.another')}</Button></div>
        </fieldset>
        {problems.rest && <Note kind="bad" role="alert">{problems.rest}</Note>}
        <div className={styles.buttons}>
          <Button type="submit" loading={create.isPending}>{t('invite.send')}</Button>
          <Button variant="subtle" onClick={onClose}>{t('common:cancel')}</Button>
        </div>
      </form>
    </SidePanel>
  );
}

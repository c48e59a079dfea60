import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconEye, IconPlus, IconTrash, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import type { Person } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import { Facts } from '@/parts/Facts';
import { PlaceholderLines } from '@/parts/Placeholder';
import { SidePanel } from '@/parts/SidePanel';
import { ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { GrantForm } from './GrantForm';
import { PasswordForm } from './PasswordForm';
import styles from './PersonPanel.module.css';
import { PersonState } from './PersonState';
import { SeeAs } from './SeeAs';
import { usePeopleWork } from './usePeopleWork';

interface Props { personId: string; listed: Person | undefined; seesAs: boolean; onSeeAs: (wanted: boolean) => void; onClose: () => void }

/** One person: who they are, what they hold, and what they see. */
export function PersonPanel({ personId, listed, seesAs, onSeeAs, onClose }: Props) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const { network, tree, me, can } = useScope();
  const found = useQuery({
    queryKey: ['people', network.id, personId],
    queryFn: ({ signal }) => api.get<Person>(paths.person(network.id, personId), { signal }),
    ...(listed ? { initialData: listed } : {}),
    staleTime: 5_000,
  });
  const work = usePeopleWork();
  const [asks, setAsks] = useState<'grant' | 'password' | null>(null);
  const person = found.data;
  if (!person) {
    return <SidePanel title={t('person')} onClose={onClose}>{found.isError ? <ErrorState error={found.error} onRetry={() => void found.refetch()} /> : <PlaceholderLines lines={6} />}</SidePanel>;
  }
  const isMe = person.id === me.id;
  const mayWrite = can('people.write');
  const placeOf = (nodeId: string) => tree?.path(nodeId).slice(1, -1).map((node) => node.name).join(' › ');

  return (
    <SidePanel title={person.name} note={person.email} onClose={onClose}
      bar={
        <>
          <PersonState status={person.status} />
          <span className={styles.buttons}>
            <Button variant="default" size="sm" leftSection={<IconEye size={16} stroke={1.6} />} aria-pressed={seesAs} onClick={() => onSeeAs(!seesAs)}>{t('seeAs.open')}</Button>
            {mayWrite && !isMe && (person.status === 'active'
              ? <Button variant="default" size="sm" leftSection={<IconUserOff size={16} stroke={1.6} />} loading={work.status.isPending} onClick={() => work.status.mutate({ person, status: 'disabled' })}>{t('disable')}</Button>
              : <Button variant="default" size="sm" leftSection={<IconUserCheck size={16} stroke={1.6} />} loading={work.status.isPending} onClick={() => work.status.mutate({ person, status: 'active' })}>{t(person.status === 'locked' ? 'unlock' : 'enable')}</Button>)}
          </span>
        </>
      }>
      {seesAs && <SeeAs person={person} />}
      <section className={styles.part} aria-labelledby="grants-title">
        <div className={styles.partHead}>
          <h3 id="grants-title">{t('grants.title')}</h3>
          {mayWrite && asks !== 'grant' && <Button variant="subtle" size="sm" leftSection={<IconPlus size={15} />} onClick={() => setAsks('grant')}>{t('grants.add')}</Button>}
        </div>
        <ul className={styles.grants}>
          {person.grants.map((grant) => (
            <li key={grant.id}>
              <span><b>{t(`common:role.${grant.role}`)}</b><span>{[placeOf(grant.nodeId), grant.nodeName].filter(Boolean).join(' › ')} · {t(`common:kind.${grant.nodeKind}`)}</span></span>
              {mayWrite && (
                <Tooltip label={t('grants.remove')}>
                  <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('grants.removeLabel', { role: t(`common:role.${grant.role}`), place: grant.nodeName })} disabled={work.revoke.isPending} onClick={() => work.revoke.mutate({ person, grant })}><IconTrash size={17} stroke={1.6} /></ActionIcon>
                </Tooltip>
              )}
            </li>
          ))}
          {person.grants.length === 0 && <li className="muted">{t('grants.none')}</li>}
        </ul>
        {asks === 'grant' && <GrantForm person={person} onDone={() => setAsks(null)} />}
      </section>
      <section className={styles.part} aria-labelledby="account-title">
        <div className={styles.partHead}>
          <h3 id="account-title">{t('account')}</h3>
          {mayWrite && !isMe && asks !== 'password' && <Button variant="subtle" size="sm" onClick={() => setAsks('password')}>{t('password.open')}</Button>}
        </div>
        <Facts facts={[[t('column.lastSignIn'), person.lastSignInAt ? format.instant(person.lastSignInAt) : t('never')], [t('email'), person.email]]} />
        {asks === 'password' && <PasswordForm person={person} onDone={() => setAsks(null)} />}
      </section>
    </SidePanel>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import type { Person, PersonGrant, PersonStatus, Role } from '@/api/types';
import { sentenceOf } from '@/parts/fields';
import { toast, toastError, toastUndo } from '@/parts/toast';
import { useScope } from '@/scope/Scope';

export interface NewGrant { nodeId: string; role: Role; staffId?: string | null }
export interface NewPerson { name: string; email: string; password?: string; grants: NewGrant[] }

/** What can be done to people. Each change says what it did and offers the way back. */
export function usePeopleWork() {
  const { t } = useTranslation('people');
  const queries = useQueryClient();
  const { network } = useScope();
  const again = () => Promise.all([queries.invalidateQueries({ queryKey: ['people'] }), queries.invalidateQueries({ queryKey: ['see-as'] }), queries.invalidateQueries({ queryKey: ['audit'] })]);
  const failed = (error: unknown) => toastError(sentenceOf(error, t('common:failed')));
  const giveBack = async (person: Person, { nodeId, role, staffId }: NewGrant) => {
    await api.post<PersonGrant>(paths.grants(network.id, person.id), { body: { nodeId, role, ...(staffId ? { staffId } : {}) } });
    await again();
  };
  const takeBack = async (person: Person, grant: PersonGrant) => {
    await api.delete(`${paths.grants(network.id, person.id)}/${grant.id}`);
    await again();
  };
  const setStatus = async (person: Person, status: PersonStatus) => {
    const changed = await api.patch<Person>(paths.person(network.id, person.id), { body: { status }, version: person.version });
    await again();
    return changed;
  };

  const grant = useMutation({
    mutationFn: ({ person, grant }: { person: Person; grant: NewGrant }) => api.post<PersonGrant>(paths.grants(network.id, person.id), { body: grant }),
    onSuccess: (made, { person }) => {
      toastUndo(t('toast.granted', { name: person.name, role: t(`common:role.${made.role}`), place: made.nodeName }), () => void takeBack(person, made).catch(failed));
      return again();
    },
  });
  const revoke = useMutation({
    mutationFn: ({ person, grant }: { person: Person; grant: PersonGrant }) => api.delete(`${paths.grants(network.id, person.id)}/${grant.id}`),
    onSuccess: (_, { person, grant }) => {
      toastUndo(t('toast.revoked', { name: person.name, role: t(`common:role.${grant.role}`), place: grant.nodeName }), () => void giveBack(person, grant).catch(failed));
      return again();
    },
    onError: failed,
  });
  const status = useMutation({
    mutationFn: ({ person, status }: { person: Person; status: PersonStatus }) => setStatus(person, status),
    onSuccess: (changed, { person, status }) =>
      toastUndo(t(status === 'disabled' ? 'toast.disabled' : 'toast.enabled', { name: person.name }), () => void setStatus(changed, status === 'disabled' ? 'active' : 'disabled').catch(failed)),
    onError: failed,
  });
  const change = useMutation({
    mutationFn: ({ person, ...patch }: { person: Person; name?: string; password?: string }) => api.patch<Person>(paths.person(network.id, person.id), { body: patch, version: person.version }),
    onSuccess: () => { toast(t('toast.saved')); return again(); },
  });
  const create = useMutation({
    mutationFn: ({ person, key }: { person: NewPerson; key: string }) => api.post<Person>(paths.people(network.id), { body: person, idempotencyKey: key }),
    onSuccess: (made) => { toast(t('toast.created', { name: made.name })); return again(); },
  });
  return { grant, revoke, status, change, create };
}

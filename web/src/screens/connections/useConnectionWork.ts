import { useMutation, useQueryClient, type UseMutationOptions } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { addressOf, api } from '@/api/client';
import type { ConflictRule, Connection, ConnectionTest, KeptHookSecret, PushRule, Removed, SettledPushes, Side, Started } from '@/api/hubTypes';
import { paths } from '@/api/paths';
import { sentenceOf } from '@/parts/fields';
import { toast, toastError, toastUndo } from '@/parts/toast';
import { useScope } from '@/scope/Scope';

export interface PlaceLink { key: string; locationId: string | null; isIgnored: boolean }

/** What can be done to a connection. Whatever was done, everything shown of it is asked again. */
export function useConnectionWork(id: string) {
  const { t } = useTranslation('connections');
  const { network } = useScope();
  const queries = useQueryClient();
  const base = paths.connection(network.id, id);
  const refresh = () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey.some((part) => part === id || (typeof part === 'string' && part.includes(id))) || queryKey[0] === 'connections' });
  const onError = (error: unknown) => toastError(sentenceOf(error, t('common:failed')));
  const work = <TAnswer, TInput = void>(mutationFn: (input: TInput) => Promise<TAnswer>, more: Pick<UseMutationOptions<TAnswer, Error, TInput>, 'onSuccess'> = {}) => ({ mutationFn, onError, onSettled: refresh, ...more });
  const move = useMutation(work((to: 'pause' | 'resume') => api.post<Connection>(`${base}/${to}`)));
  return {
    move,
    pause: () => move.mutate('pause', { onSuccess: () => toastUndo(t('work.paused'), () => move.mutate('resume')) }),
    resume: () => move.mutate('resume', { onSuccess: () => toast(t('work.resumed')) }),
    test: useMutation(work(() => api.post<ConnectionTest>(`${base}/test`))),
    authorize: useMutation(work(() => api.post<Started>(`${base}/authorize`), { onSuccess: ({ authorizeUrl }) => { if (authorizeUrl) window.location.assign(authorizeUrl); } })),
    remove: useMutation(work(() => api.delete<Removed>(base))),
    sync: useMutation(work((body: { stream?: string; anew?: boolean }) => api.post(`${base}/sync`, { body: { anew: false, ...body } }), { onSuccess: () => toast(t('work.syncing')) })),
    cancel: useMutation(work((runId: string) => api.post(`${base}/runs/${runId}/cancel`), { onSuccess: () => toast(t('work.cancelled')) })),
    choose: useMutation(work((defaultLocationId: string) => api.put(`${base}/places`, { body: { links: null, defaultLocationId } }), { onSuccess: () => toast(t('work.chosen')) })),
    link: useMutation(work((links: PlaceLink[]) => api.put(`${base}/places`, { body: { links, defaultLocationId: null } }), { onSuccess: () => toast(t('work.linked')) })),
    retry: useMutation(work((stream: string) => api.post(`${base}/errors/retry`, { body: { stream } }), { onSuccess: () => toast(t('work.retried')) })),
    resolve: useMutation(work((body: { conflictIds: string[]; winner: Side }) => api.post(`${base}/conflicts/resolve`, { body }), { onSuccess: () => toast(t('work.resolved')) })),
    rule: useMutation(work((body: ConflictRule) => api.put<ConflictRule>(`${base}/conflict-rules`, { body }), { onSuccess: () => toast(t('work.ruled')) })),
    unrule: useMutation(work(({ record, field }: Pick<ConflictRule, 'record' | 'field'>) => api.delete(addressOf(`${base}/conflict-rules`, { record, field })), { onSuccess: () => toast(t('work.unruled')) })),
    pushRule: useMutation(work((body: { action: string; isOn: boolean }) => api.put<PushRule>(`${base}/push-rules`, { body }), { onSuccess: ({ isOn }) => toast(t(isOn ? 'work.pushOn' : 'work.pushOff')) })),
    settle: useMutation(work((body: { pushIds: string[]; decision: 'resend' | 'discard' }) => api.post<SettledPushes>(`${base}/pushes/settle`, { body }), {
      onSuccess: ({ items }, { decision }) => {
        const done = items.filter((one) => one.isSettled).length;
        const failed = items.find((one) => !one.isSettled);
        if (done > 0) toast(t(`work.${decision}`, { count: done }));
        if (failed) toastError(t('bulk.failed', { count: items.length - done, why: failed.detail ?? '' }));
      },
    })),
    undoConflict: useMutation(work((conflictId: string) => api.post(`${base}/conflicts/${conflictId}/undo`), { onSuccess: () => toast(t('work.undone')) })),
    compare: useMutation(work((body: { stream: string; repair: boolean }) => api.post(`${base}/comparisons`, { body }), { onSuccess: () => toast(t('work.comparing')) })),
    replay: useMutation(work((body: { messageIds: string[] | null; dryRun: boolean }) => api.post<{ count: number }>(`${base}/messages/replay`, { body }), { onSuccess: ({ count }) => toast(t('work.replayed', { count })) })),
    hookSecret: useMutation({ mutationFn: (secret: string | null) => api.post<KeptHookSecret>(`${base}/messages/secret`, { body: { secret, overlapHours: null } }), onSettled: refresh }),
    change: useMutation({
      mutationFn: ({ version, ...body }: { version: number; name: string; ownerId: string | null; settings: Record<string, string> }) => api.patch<Connection>(base, { version, body }),
      onSuccess: () => toast(t('work.changed')), onSettled: refresh,
    }),
    rotate: useMutation({ mutationFn: (credentials: Record<string, string> | null) => api.post<Connection>(`${base}/credentials`, { body: { credentials } }), onSuccess: () => toast(t('work.rotated')), onSettled: refresh }),
  };
}
export type ConnectionWork = ReturnType<typeof useConnectionWork>;

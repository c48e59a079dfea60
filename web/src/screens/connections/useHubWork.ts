import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import type { BulkAction, BulkAnswer } from '@/api/hubTypes';
import { paths } from '@/api/paths';
import { sentenceOf } from '@/parts/fields';
import { toast, toastError, toastUndo } from '@/parts/toast';
import { useScope } from '@/scope/Scope';

const BACK: Partial<Record<BulkAction, BulkAction>> = { pause: 'resume', resume: 'pause' };

/** One thing done to several connections: each has an outcome of its own, and what can be taken back is offered to be. */
export function useBulk(onDone: () => void) {
  const { t } = useTranslation('connections');
  const { network } = useScope();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: ['connections', network.id] });
  const bulk = useMutation({
    mutationFn: ({ action, ids }: { action: BulkAction; ids: string[]; isUndo?: boolean }) => api.post<BulkAnswer>(`${paths.integrations(network.id)}/bulk`, { body: { action, ids } }),
    onSuccess: ({ items }, { action, isUndo }) => {
      const done = items.filter((one) => one.done).map((one) => one.connectionId);
      const failed = items.find((one) => !one.done);
      const back = BACK[action];
      if (done.length > 0) {
        const said = t(`bulk.done.${action}`, { count: done.length });
        if (back && !isUndo) toastUndo(said, () => bulk.mutate({ action: back, ids: done, isUndo: true }));
        else toast(said);
      }
      if (failed) toastError(t('bulk.failed', { count: items.length - done.length, why: failed.detail ?? '' }));
      onDone();
    },
    onError: (error) => toastError(sentenceOf(error, t('common:failed'))),
    onSettled: refresh,
  });
  const resync = useMutation({
    mutationFn: async (ids: string[]) => (await Promise.allSettled(ids.map((id) => api.post(`${paths.connection(network.id, id)}/sync`, { body: { anew: false } })))).filter((one) => one.status === 'fulfilled').length,
    onSuccess: (count, ids) => {
      if (count > 0) toast(t('bulk.done.sync', { count }));
      if (count < ids.length) toastError(t('bulk.failed', { count: ids.length - count, why: '' }));
      onDone();
    },
    onSettled: refresh,
  });
  return { bulk, resync };
}

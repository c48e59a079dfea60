import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import type { Rotated, TestResult, Webhook } from '@/api/webhookTypes';
import { sentenceOf } from '@/parts/fields';
import { toast, toastError, toastUndo } from '@/parts/toast';
import { useScope } from '@/scope/Scope';

/** What can be done to a webhook. */
export function useWebhookWork(id: string) {
  const { t } = useTranslation('webhooks');
  const { network } = useScope();
  const queries = useQueryClient();
  const base = paths.webhook(network.id, id);
  const refresh = () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey.some((part) => part === id || (typeof part === 'string' && part.includes(id))) || queryKey[0] === 'webhooks' });
  const onError = (error: unknown) => toastError(sentenceOf(error, t('common:failed')));
  const move = useMutation({ mutationFn: (to: 'pause' | 'resume') => api.post<Webhook>(`${base}/${to}`), onError, onSettled: refresh });
  return {
    test: useMutation({ mutationFn: () => api.post<TestResult>(`${base}/test`), onError, onSettled: refresh }),
    pause: { isPending: move.isPending, run: () => move.mutate('pause', { onSuccess: () => toastUndo(t('paused'), () => move.mutate('resume')) }) },
    resume: { isPending: move.isPending, run: () => move.mutate('resume', { onSuccess: () => toast(t('resumed')) }) },
    rotate: useMutation({ mutationFn: (overlapHours: number) => api.post<Rotated>(`${base}/rotate`, { body: { overlapHours } }), onError, onSettled: refresh }),
    remove: useMutation({ mutationFn: () => api.delete(base), onError, onSuccess: () => queries.invalidateQueries({ queryKey: ['webhooks'] }) }),
    redeliver: useMutation({
      mutationFn: (delivery: string) => api.post<{ count: number }>(`${base}/deliveries/${delivery}/redeliver`),
      onSuccess: () => toast(t('redelivered', { count: 1 })), onError, onSettled: refresh,
    }),
    redeliverAll: useMutation({
      mutationFn: () => api.post<{ count: number }>(`${base}/dead-letters/redeliver`),
      onSuccess: ({ count }) => toast(t('redelivered', { count })), onError, onSettled: refresh,
    }),
  };
}
export type WebhookWork = ReturnType<typeof useWebhookWork>;

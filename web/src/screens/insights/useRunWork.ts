import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import { runsQuery } from '@/api/predictionQueries';
import type { PredictionRun } from '@/api/predictionTypes';
import { sentenceOf } from '@/parts/fields';
import { toast, toastError } from '@/parts/toast';
import { useScope } from '@/scope/Scope';

/** Asks for predictions to be made anew. */
export function useRunWork() {
  const { t } = useTranslation('insights');
  const { network } = useScope();
  const queries = useQueryClient();
  const start = useMutation({
    mutationFn: (parts: readonly string[] | void) => api.post<PredictionRun>(`${paths.predictions(network.id)}/runs`, { body: { parts: parts ?? null } }),
    onSuccess: () => toast(t('run.started')),
    onError: (error) => toastError(sentenceOf(error, t('common:failed'))),
    onSettled: () => queries.invalidateQueries({ queryKey: runsQuery(network.id).queryKey }),
  });
  return { start };
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import { importQuery } from '@/api/queries';
import type { ImportRun } from '@/api/types';
import { sentenceOf } from '@/parts/fields';
import { toast, toastError } from '@/parts/toast';
import { useScope } from '@/scope/Scope';
import { formOf } from './importForm';
import { keepFiles, type KeptFiles } from './keptFiles';

export interface WantedImport extends KeptFiles { dryRun: boolean }

export function useImportWork() {
  const { t } = useTranslation('imports');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { network } = useScope();
  const failed = (error: unknown) => toastError(sentenceOf(error, t('common:failed')));
  const start = useMutation({
    mutationFn: ({ files, reading, dryRun }: WantedImport) => api.post<ImportRun>(paths.imports(network.id), { body: formOf(files, reading, { dryRun: String(dryRun) }) }),
    onSuccess: (run, { files, reading }) => {
      keepFiles(run.id, { files, reading });
      queries.setQueryData(importQuery(network.id, run.id).queryKey, run);
      void queries.invalidateQueries({ queryKey: ['imports'] });
      return navigate({ to: '/imports/$importId', params: { importId: run.id } });
    },
  });
  const cancel = useMutation({
    mutationFn: (importId: string) => api.post<ImportRun | undefined>(`${paths.import(network.id, importId)}/cancel`),
    onSuccess: (_, importId) => {
      toast(t('cancelled'));
      return Promise.all([queries.invalidateQueries({ queryKey: importQuery(network.id, importId).queryKey }), queries.invalidateQueries({ queryKey: ['imports'] })]);
    },
    onError: failed,
  });
  return { start, cancel };
}

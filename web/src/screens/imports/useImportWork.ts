import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import { importQuery } from '@/api/queries';
import type { ImportPreview, ImportRun } from '@/api/types';
import { sentenceOf } from '@/parts/fields';
import { toast, toastError } from '@/parts/toast';
import { useScope } from '@/scope/Scope';
import { keepFiles } from './keptFiles';

export interface WantedImport { files: File[]; profile: string; locationId: string | null; dryRun: boolean }

export function formOf({ files, profile, locationId }: Omit<WantedImport, 'dryRun'>, extra: Record<string, string> = {}): FormData {
  const form = new FormData();
  // Names first: a reader of the stream knows what to do with the bytes that follow.
  form.set('profile', profile);
  if (locationId) form.set('locationId', locationId);
  for (const [name, value] of Object.entries(extra)) form.set(name, value);
  for (const file of files) form.append('file', file, file.name);
  return form;
}

const PREVIEW_BYTES = 1_048_576;

/** Ten rows before and after; of a large plain file only its beginning is sent. */
export async function previewImport(networkId: string, file: File, profile: string, locationId: string | null, signal: AbortSignal): Promise<ImportPreview> {
  const isText = /\.(csv|tsv|txt)$/i.test(file.name);
  const sent = isText && file.size > PREVIEW_BYTES ? new File([file.slice(0, await lineEnd(file))], file.name) : file;
  return api.post<ImportPreview>(paths.importPreview(networkId), { body: formOf({ files: [sent], profile, locationId }), signal });
}
async function lineEnd(file: File): Promise<number> {
  const bytes = new Uint8Array(await file.slice(0, PREVIEW_BYTES).arrayBuffer());
  return bytes.lastIndexOf(0x0a) + 1 || PREVIEW_BYTES;
}

export function useImportWork() {
  const { t } = useTranslation('imports');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { network } = useScope();
  const failed = (error: unknown) => toastError(sentenceOf(error, t('common:failed')));
  const start = useMutation({
    mutationFn: (wanted: WantedImport) => api.post<ImportRun>(paths.imports(network.id), { body: formOf(wanted, { dryRun: String(wanted.dryRun) }) }),
    onSuccess: (run, { files, profile, locationId }) => {
      keepFiles(run.id, { files, profile, locationId });
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

import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import type { ImportPreview } from '@/api/types';
import { useScope } from '@/scope/Scope';
import { formOf, type Reading } from './importForm';

const PREVIEW_BYTES = 1_048_576;

/** Ten rows of a file, before and after. Without a profile the server finds the one that fits. */
export function useImportPreview(file: File | undefined, reading: Reading) {
  const { network } = useScope();
  // A mapping is typed; the server is asked when the typing rests.
  const [mapping] = useDebouncedValue(reading.mapping, 400);
  const settled = { ...reading, mapping };
  return useQuery({
    queryKey: ['import-preview', network.id, file?.name, file?.size, file?.lastModified, settled],
    queryFn: async ({ signal }) => api.post<ImportPreview>(paths.importPreview(network.id), { body: formOf([await beginningOf(file!)], settled), signal }),
    enabled: file !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
    retry: false,
  });
}

/** Of a large plain file only its beginning is sent. */
async function beginningOf(file: File): Promise<File> {
  const isText = /\.(csv|tsv|txt)$/i.test(file.name);
  if (!isText || file.size <= PREVIEW_BYTES) return file;
  const bytes = new Uint8Array(await file.slice(0, PREVIEW_BYTES).arrayBuffer());
  return new File([file.slice(0, bytes.lastIndexOf(0x0a) + 1 || PREVIEW_BYTES)], file.name);
}

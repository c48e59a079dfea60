import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import type { AuditEvent, Page } from '@/api/types';
import { sentenceOf } from '@/parts/fields';
import { toast, toastError } from '@/parts/toast';
import { useScope } from '@/scope/Scope';

const MOST = 20_000;

/** Reads the filtered trail to its end, page by page, for a file. */
export function useAuditCsv(filters: Record<string, string | undefined>, save: (rows: AuditEvent[]) => void) {
  const { t } = useTranslation('audit');
  const { network } = useScope();
  return useMutation({
    mutationFn: async () => {
      const rows: AuditEvent[] = [];
      let cursor: string | undefined;
      do {
        const page: Page<AuditEvent> = await api.get(paths.audit(network.id), { query: { ...filters, limit: 200, cursor } });
        rows.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor && rows.length < MOST);
      return { rows, isCut: cursor !== undefined };
    },
    onSuccess: ({ rows, isCut }) => { save(rows); if (isCut) toast(t('cut', { count: MOST })); },
    onError: (error) => toastError(sentenceOf(error, t('common:failed'))),
  });
}

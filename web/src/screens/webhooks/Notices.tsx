import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import { webhookNoticesQuery } from '@/api/webhookQueries';
import { useFormat } from '@/i18n/useFormat';
import { sentenceOf } from '@/parts/fields';
import { Note } from '@/parts/Note';
import { toastError } from '@/parts/toast';
import { useScope } from '@/scope/Scope';
import styles from './Webhooks.module.css';

/** What stopped by itself and was not read yet. */
export function Notices() {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const { network, can } = useScope();
  const queries = useQueryClient();
  const query = webhookNoticesQuery(network.id);
  const notices = useQuery(query);
  const read = useMutation({
    mutationFn: (id: string) => api.post(`${paths.webhooks(network.id)}/notices/${id}/read`),
    onError: (error) => toastError(sentenceOf(error, t('common:failed'))),
    onSettled: () => queries.invalidateQueries({ queryKey: query.queryKey }),
  });
  const items = notices.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <div className={styles.notices} role="region" aria-label={t('notices.label')}>
      {items.map((notice) => (
        <Note key={notice.id} kind="bad">
          <span className={styles.notice}>
            <span>{notice.text} <span className="muted small">{format.instant(notice.createdAt)}</span></span>
            <span className={styles.buttons}>
              <Button size="compact-sm" variant="default" renderRoot={(props) => <Link to="/integrations/webhooks/$webhookId" params={{ webhookId: notice.webhookId }} {...props} />}>{t('notices.look')}</Button>
              {can('integrations.manage') && <Button size="compact-sm" variant="subtle" onClick={() => read.mutate(notice.id)}>{t('notices.read')}</Button>}
            </span>
          </span>
        </Note>
      ))}
    </div>
  );
}

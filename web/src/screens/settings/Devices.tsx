import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import { sessionsQuery } from '@/api/queries';
import { useFormat } from '@/i18n/useFormat';
import { sentenceOf } from '@/parts/fields';
import { Panel } from '@/parts/Panel';
import { PlaceholderLines } from '@/parts/Placeholder';
import { ErrorState } from '@/parts/States';
import { toast, toastError } from '@/parts/toast';
import { nameOfDevice } from './deviceName';
import styles from './SettingsScreen.module.css';

/** Where the reader is signed in, and the way to end what is not theirs any more. */
export function Devices() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const queries = useQueryClient();
  const sessions = useQuery(sessionsQuery());
  const end = useMutation({
    mutationFn: (id: string) => api.delete(`${paths.sessions}/${id}`),
    onSuccess: () => { toast(t('devices.ended')); return queries.invalidateQueries({ queryKey: sessionsQuery().queryKey }); },
    onError: (error) => toastError(sentenceOf(error, t('common:failed'))),
  });
  return (
    <Panel id="devices" title={t('devices.title')}>
      {sessions.isPending && <PlaceholderLines lines={3} lineHeight={28} />}
      {sessions.isError && <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />}
      <ul className={styles.devices}>
        {sessions.data?.items.map((session) => (
          <li key={session.id}>
            <span><b title={session.device ?? undefined}>{nameOfDevice(session.device) ?? t('devices.unknown')}</b><span>{t('devices.seen', { time: format.instant(session.lastSeenAt) })}</span></span>
            {session.isCurrent
              ? <span className="muted">{t('devices.this')}</span>
              : <Button variant="default" size="sm" disabled={end.isPending} onClick={() => end.mutate(session.id)}>{t('devices.end')}</Button>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { connectionQueries } from '@/api/hubQueries';
import type { Connection, HookAddress } from '@/api/hubTypes';
import { useFormat } from '@/i18n/useFormat';
import { CopyLine } from '@/parts/CopyLine';
import { Note } from '@/parts/Note';
import { Panel } from '@/parts/Panel';
import { PlaceholderLines } from '@/parts/Placeholder';
import { ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { HookSecretPart } from './HookSecretPart';
import styles from './Hub.module.css';
import type { ConnectionWork } from './useConnectionWork';

const KIND: Record<HookAddress['state'], 'good' | 'bad' | 'watch' | 'info'> = { registered: 'good', failed: 'bad', not_registered: 'watch', by_hand: 'info', removed: 'info' };

/** Where the system sends its messages, what a person has to do there, and what proves them. */
export function HookPart({ connection, work }: { connection: Connection; work: ConnectionWork }) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const { network, can } = useScope();
  const queries = connectionQueries(network.id, connection.id);
  const hook = useQuery(queries.hook);
  const refused = useQuery(queries.refused);
  // Systems that send nothing have no address.
  if (hook.isError && (hook.error as { status?: number }).status === 404) return null;
  if (hook.isError) return <Panel title={t('messages.address')}><ErrorState error={hook.error} onRetry={() => void hook.refetch()} /></Panel>;
  if (!hook.data) return <Panel title={t('messages.address')}><PlaceholderLines lines={4} /></Panel>;
  const byCause = [...(refused.data?.items ?? []).reduce((sums, one) => sums.set(one.detail, (sums.get(one.detail) ?? 0) + one.count), new Map<string, number>())].sort((a, b) => b[1] - a[1]);
  const asks = hook.data.secretFrom !== 'nobody' && connection.environment === 'live';
  return (
    <Panel title={t('messages.address')} note={t('messages.addressNote', { title: connection.name })}>
      <div className={asks && can('integrations.manage') ? styles.two : styles.form}>
        <div className={styles.form}>
          <CopyLine value={hook.data.address} label={t('messages.address')} testId="hook-address" />
          {hook.data.state !== 'by_hand' && <Note kind={KIND[hook.data.state]}>{t(`messages.hook.${hook.data.state}`, { title: connection.title })} {hook.data.detail}</Note>}
          {hook.data.byHand && connection.environment === 'live' && <p>{hook.data.byHand}</p>}
          {hook.data.byHand && connection.environment === 'sandbox' && <p className="muted">{t('messages.bySandbox')}</p>}
          {hook.data.challenge && <CopyLine value={hook.data.challenge} label={t('messages.challenge', { title: connection.title })} />}
        </div>
        {asks && can('integrations.manage') && <HookSecretPart hook={hook.data} work={work} />}
      </div>
      {byCause.length > 0 && (
        <div className={styles.part}>
          <h3>{t('messages.refused')}</h3>
          <ul className={styles.causes}>{byCause.map(([detail, count]) => <li key={detail}><span>{detail}</span><b>{format.count(count)}</b></li>)}</ul>
        </div>
      )}
    </Panel>
  );
}

import { Button } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { deliveryQuery } from '@/api/webhookQueries';
import type { Webhook } from '@/api/webhookTypes';
import { useFormat } from '@/i18n/useFormat';
import { Facts } from '@/parts/Facts';
import { Note } from '@/parts/Note';
import { PlaceholderLines } from '@/parts/Placeholder';
import { SidePanel } from '@/parts/SidePanel';
import { StateMark } from '@/parts/StateMark';
import { ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { deliveryStateOf } from './state';
import type { WebhookWork } from './useWebhookWork';
import styles from './Webhooks.module.css';

/** A delivery: its attempts, what was sent and what was answered. */
export function DeliveryPanel({ webhook, id, work, onClose }: { webhook: Webhook; id: string; work: WebhookWork; onClose: () => void }) {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const { network, can } = useScope();
  const query = useQuery(deliveryQuery(network.id, webhook.id, id));
  if (!query.data) return <SidePanel title={t('delivery')} onClose={onClose}>{query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <PlaceholderLines lines={8} />}</SidePanel>;
  const { delivery, attempts, payload } = query.data;
  const { word, tone } = deliveryStateOf(delivery);
  const again = can('integrations.manage') && delivery.state !== 'pending' && (
    <Button size="sm" variant="default" leftSection={<IconRepeat size={15} stroke={1.6} />} loading={work.redeliver.isPending} onClick={() => work.redeliver.mutate(delivery.id)}>{t('redeliver')}</Button>
  );
  return (
    <SidePanel label={t('delivery')} title={<span className={styles.code} style={{ fontSize: 'inherit' }}>{delivery.type}</span>} onClose={onClose} bar={<><StateMark tone={tone} word={t(`deliveryWord.${word}`)} />{again}</>}>
      {delivery.detail && <Note kind={delivery.state === 'dead' ? 'bad' : 'watch'}>{delivery.detail}</Note>}
      <div className={styles.part}>
        <Facts facts={[
          [t('fact.id'), <span key="id" className={styles.code}>{`evt_${delivery.id.replaceAll('-', '')}`}</span>],
          [t('column.created'), format.instant(delivery.createdAt)],
          ...(delivery.state === 'pending' && delivery.nextAttemptAt ? [[t('fact.next'), format.instant(delivery.nextAttemptAt)] as const] : []),
          ...(delivery.repeats > 0 ? [[t('fact.repeats'), format.count(delivery.repeats)] as const] : []),
        ]} />
      </div>
      <div className={styles.part}>
        <h3>{t('fact.attempts')}</h3>
        {attempts.length === 0 ? <p className="muted">{t('fact.noAttempt')}</p> : (
          <ol className={styles.attempts}>
            {attempts.map((attempt) => (
              <li key={attempt.at}>
                <span className={styles.line}><time dateTime={attempt.at}>{format.instant(attempt.at)}</time><span>{attempt.status ?? t('noAnswer')} <span className="muted">· {t('ms', { value: format.count(attempt.latencyMs) })}</span></span></span>
                {attempt.cause && <span className={styles.small}>{t(`cause.${attempt.cause}`, { defaultValue: attempt.cause.replaceAll('_', ' ') })}</span>}
                {attempt.responseExcerpt && <pre className={styles.body}>{attempt.responseExcerpt}</pre>}
              </li>
            ))}
          </ol>
        )}
      </div>
      <div className={styles.part}>
        <h3>{t('fact.payload')}</h3>
        <pre className={styles.body}>{JSON.stringify(payload, null, 2)}</pre>
      </div>
    </SidePanel>
  );
}

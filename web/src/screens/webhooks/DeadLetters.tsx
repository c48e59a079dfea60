import { Button } from '@mantine/core';
import { IconMoodCheck, IconRepeat } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { deadLettersQuery } from '@/api/webhookQueries';
import type { Webhook } from '@/api/webhookTypes';
import frame from '@/parts/ListFrame.module.css';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import type { WebhookAddress } from './address';
import { DeliveryList } from './DeliveryList';
import type { WebhookWork } from './useWebhookWork';

/** What could not be delivered in ten attempts, oldest first. */
export function DeadLetters({ webhook, address, change, work }: { webhook: Webhook; address: WebhookAddress; change: (patch: Partial<WebhookAddress>) => void; work: WebhookWork }) {
  const { t } = useTranslation('webhooks');
  const { network, can } = useScope();
  const list = useInfiniteQuery(deadLettersQuery(network.id, webhook.id));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {items.length > 0 && can('integrations.manage') && (
        <div className={frame.filters}><Button variant="default" leftSection={<IconRepeat size={16} stroke={1.6} />} loading={work.redeliverAll.isPending} onClick={() => work.redeliverAll.mutate()}>{t('redeliverAll')}</Button></div>
      )}
      <DeliveryList list={list} items={items} caption={t('tab.dead')} openId={address.delivery} onOpen={(delivery) => change({ delivery })} empty={<EmptyState icon={<IconMoodCheck size={22} />} title={t('noDead')} text={t('noDeadText')} />} />
    </>
  );
}

import { SegmentedControl, Select } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { deliveriesQuery } from '@/api/webhookQueries';
import type { DeliveryState, Webhook } from '@/api/webhookTypes';
import frame from '@/parts/ListFrame.module.css';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import type { WebhookAddress } from './address';
import { DeliveryList } from './DeliveryList';
import { useEventTypeNames } from './useEventTypeNames';

const STATES: readonly DeliveryState[] = ['pending', 'delivered', 'dead'];

/** What was sent, newest first. */
export function Deliveries({ webhook, address, change }: { webhook: Webhook; address: WebhookAddress; change: (patch: Partial<WebhookAddress>) => void }) {
  const { t } = useTranslation('webhooks');
  const { network } = useScope();
  const names = useEventTypeNames();
  const list = useInfiniteQuery({ ...deliveriesQuery(network.id, webhook.id, { state: address.state, type: address.type }), placeholderData: keepPreviousData });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className={frame.filters}>
        <SegmentedControl aria-label={t('column.state')} value={address.state ?? 'all'} onChange={(value) => change({ state: value === 'all' ? undefined : (value as DeliveryState) })}
          data={[{ value: 'all', label: t('filter.all') }, ...STATES.map((value) => ({ value, label: t(`deliveryFilter.${value}`) }))]} />
        <Select className={frame.pick ?? ''} aria-label={t('column.type')} placeholder={t('column.type')} clearable searchable value={address.type ?? null} onChange={(value) => change({ type: value ?? undefined })} data={[...new Set([...names, ...(address.type ? [address.type] : [])])]} />
      </div>
      <DeliveryList list={list} items={items} caption={t('tab.deliveries')} openId={address.delivery} onOpen={(delivery) => change({ delivery })}
        empty={<EmptyState icon={<IconMailOff size={22} />} title={t(address.state || address.type ? 'nothing' : 'noDeliveries')} text={address.state || address.type ? undefined : t('noDeliveriesText')} />} />
    </>
  );
}

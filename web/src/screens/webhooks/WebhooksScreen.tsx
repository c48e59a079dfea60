import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus, IconWebhook } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { webhooksQuery } from '@/api/webhookQueries';
import type { Webhook } from '@/api/webhookTypes';
import { useFormat } from '@/i18n/useFormat';
import { ListFrame } from '@/parts/ListFrame';
import frame from '@/parts/ListFrame.module.css';
import { ListTable, type ListColumn } from '@/parts/ListTable';
import { PageHead } from '@/parts/PageHead';
import { StateMark } from '@/parts/StateMark';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import { HubTabs } from '@/screens/connections/HubTabs';
import type { WebhooksAddress } from './address';
import { NewWebhookPanel } from './NewWebhookPanel';
import { Notices } from './Notices';
import { stateOf } from './state';
import styles from './Webhooks.module.css';

const route = getRouteApi('/frame/integrations/webhooks');

/** Where the network's events are sent to. */
export function WebhooksScreen() {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const navigate = useNavigate();
  const { network, tree, can } = useScope();
  const { state, open } = route.useSearch();
  const list = useInfiniteQuery({ ...webhooksQuery(network.id, state), placeholderData: keepPreviousData });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const change = (patch: Partial<WebhooksAddress>) => void navigate({ to: '.', search: withSearch(patch), replace: true, resetScroll: false });
  const goTo = (id: string) => void navigate({ to: '/integrations/webhooks/$webhookId', params: { webhookId: id } });
  const makeOne = can('integrations.manage') ? <Button leftSection={<IconPlus size={16} />} onClick={() => change({ open: 'new' })}>{t('make')}</Button> : undefined;
  const columns: ListColumn<Webhook>[] = [
    { key: 'url', title: t('column.url'), onPhone: 'title', cell: (one) => <span className={styles.stack}><b>{one.description || hostOf(one.url)}</b><span>{one.url}</span></span> },
    { key: 'node', title: t('column.node'), onPhone: 'note', width: '16%', cell: (one) => tree?.get(one.nodeId)?.name ?? '' },
    { key: 'types', title: t('column.types'), width: '20%', cell: (one) => <span className={styles.code}>{one.types.length > 3 ? t('types.some', { first: one.types[0], count: one.types.length - 1 }) : one.types.join(', ')}</span> },
    { key: 'last', title: t('column.last'), onPhone: 'note', numeric: true, width: '180px', cell: (one) => (one.lastSuccessAt ? format.instant(one.lastSuccessAt) : <span className="muted">{t('never')}</span>) },
    { key: 'state', title: t('column.state'), onPhone: 'end', width: '140px', cell: (one) => { const { word, tone } = stateOf(one); return <StateMark tone={tone} word={t(`stateWord.${word}`)} />; } },
  ];
  return (
    <div className={frame.screen}>
      <PageHead title={t('title')} note={t('note')} actions={makeOne} />
      <HubTabs />
      <Notices />
      <div className={frame.filters}>
        <SegmentedControl aria-label={t('column.state')} value={state ?? 'all'} onChange={(value) => change({ state: value === 'all' ? undefined : (value as 'active' | 'paused') })}
          data={[{ value: 'all', label: t('filter.all') }, { value: 'active', label: t('filter.active') }, { value: 'paused', label: t('filter.paused') }]} />
      </div>
      <ListFrame list={list} isEmpty={items.length === 0} empty={<EmptyState icon={<IconWebhook size={22} />} title={t(state ? 'nothing' : 'empty')} text={state ? undefined : t('emptyText')} action={state ? <Button variant="default" onClick={() => change({ state: undefined })}>{t('filter.all')}</Button> : makeOne} />}>
        <ListTable caption={t('title')} columns={columns} rows={items} rowKey={(one) => one.id} onPick={(one) => goTo(one.id)} isQuiet={(one) => one.state === 'paused'} />
      </ListFrame>
      {open === 'new' && <NewWebhookPanel onClose={() => change({ open: undefined })} onMade={goTo} />}
    </div>
  );
}

const hostOf = (url: string) => { try { return new URL(url).host; } catch { return url; } };

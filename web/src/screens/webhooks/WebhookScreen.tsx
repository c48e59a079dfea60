import { Button, Tabs } from '@mantine/core';
import { IconArrowLeft, IconPlayerPause, IconPlayerPlay, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { webhookQuery } from '@/api/webhookQueries';
import type { TestResult } from '@/api/webhookTypes';
import { useFormat } from '@/i18n/useFormat';
import frame from '@/parts/ListFrame.module.css';
import { Note } from '@/parts/Note';
import { PageHead } from '@/parts/PageHead';
import { Panel } from '@/parts/Panel';
import { PartBoundary } from '@/parts/PartBoundary';
import { PlaceholderLines } from '@/parts/Placeholder';
import { StateMark } from '@/parts/StateMark';
import { ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import { WEBHOOK_TABS, type WebhookAddress, type WebhookTab } from './address';
import { DeadLetters } from './DeadLetters';
import { Deliveries } from './Deliveries';
import { DeliveryPanel } from './DeliveryPanel';
import { Overview } from './Overview';
import { ReplayPart } from './ReplayPart';
import { SetupPart } from './SetupPart';
import { stateOf } from './state';
import { useWebhookWork } from './useWebhookWork';
import styles from './Webhooks.module.css';

const route = getRouteApi('/frame/integrations/webhooks/$webhookId');

/** One webhook: does it work, what was sent, what failed, what next. */
export function WebhookScreen() {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const navigate = useNavigate();
  const { webhookId } = route.useParams();
  const address = route.useSearch();
  const { network, tree, can } = useScope();
  const query = useQuery(webhookQuery(network.id, webhookId));
  const work = useWebhookWork(webhookId);
  const change = (patch: Partial<WebhookAddress>) => void navigate({ to: '.', search: withSearch(patch), replace: true, resetScroll: false });
  const back = <Button variant="subtle" size="compact-sm" leftSection={<IconArrowLeft size={15} />} renderRoot={(props) => <Link to="/integrations/webhooks" {...props} />}>{t('title')}</Button>;
  const webhook = query.data;
  if (!webhook) return <div className={frame.screen}><div>{back}</div><Panel>{query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} whole /> : <PlaceholderLines lines={10} />}</Panel></div>;

  const { word, tone } = stateOf(webhook);
  const tab = address.tab ?? 'overview';
  const actions = can('integrations.manage') && (
    <>
      <Button variant="default" leftSection={<IconSend size={16} stroke={1.6} />} loading={work.test.isPending} onClick={() => work.test.mutate()}>{t('test.do')}</Button>
      {webhook.state === 'paused'
        ? <Button leftSection={<IconPlayerPlay size={16} stroke={1.6} />} loading={work.resume.isPending} onClick={work.resume.run}>{t('resume')}</Button>
        : <Button variant="default" leftSection={<IconPlayerPause size={16} stroke={1.6} />} loading={work.pause.isPending} onClick={work.pause.run}>{t('pause')}</Button>}
    </>
  );
  return (
    <div className={frame.screen}>
      <div>{back}</div>
      <PageHead plainTitle={webhook.description || webhook.url} title={webhook.description || new URL(webhook.url).host} actions={actions}
        note={<span style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 14px', alignItems: 'center' }}><StateMark tone={tone} word={t(`stateWord.${word}`)} /><span style={{ overflowWrap: 'anywhere' }}>{webhook.url}</span>{tree?.get(webhook.nodeId) && <span>{tree.get(webhook.nodeId)!.name}</span>}</span>} />
      {webhook.pauseReason && webhook.pauseReason !== 'by_hand' && <Note kind="bad" role="status">{t(`pauseReason.${webhook.pauseReason}`)}</Note>}
      {webhook.state === 'active' && webhook.failingSince && <Note kind="watch" role="status">{t('failingSince', { at: format.instant(webhook.failingSince), count: webhook.failures })}</Note>}
      {work.test.data && <TestNote result={work.test.data} />}
      <Tabs value={tab} onChange={(value) => change({ tab: value === 'overview' ? undefined : (value as WebhookTab), delivery: undefined })} keepMounted={false}>
        <Tabs.List className={styles.tabs ?? ''}>{WEBHOOK_TABS.map((one) => <Tabs.Tab key={one} value={one}>{t(`tab.${one}`)}</Tabs.Tab>)}</Tabs.List>
        {WEBHOOK_TABS.map((one) => (
          <Tabs.Panel key={one} value={one} pt="md">
            <PartBoundary resetKey={webhookId}>
              <div className={frame.screen}>
                {one === 'overview' && <Overview webhook={webhook} by={address.by ?? 'hour'} onBy={(by) => change({ by: by === 'day' ? 'day' : undefined })} />}
                {one === 'deliveries' && <Deliveries webhook={webhook} address={address} change={change} />}
                {one === 'dead' && <DeadLetters webhook={webhook} address={address} change={change} work={work} />}
                {one === 'replay' && <ReplayPart webhook={webhook} />}
                {one === 'setup' && <SetupPart webhook={webhook} work={work} />}
              </div>
            </PartBoundary>
          </Tabs.Panel>
        ))}
      </Tabs>
      {address.delivery && <DeliveryPanel key={address.delivery} webhook={webhook} id={address.delivery} work={work} onClose={() => change({ delivery: undefined })} />}
    </div>
  );
}

function TestNote({ result }: { result: TestResult }) {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  return (
    <Note kind={result.delivered ? 'good' : 'bad'} role="status">
      {result.delivered ? t('test.works', { status: result.status, ms: format.count(result.latencyMs) }) : t('test.fails', { cause: t(`cause.${result.cause}`, { defaultValue: result.cause ?? '' }), status: result.status ?? t('noAnswer') })}
      {result.detail && ` ${result.detail}`}
    </Note>
  );
}

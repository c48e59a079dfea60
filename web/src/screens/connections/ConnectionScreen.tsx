import { Button, Tabs } from '@mantine/core';
import { IconArrowLeft, IconPlayerPause, IconPlayerPlay, IconPlugConnected, IconStethoscope } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { connectionQueries, integrationCatalogueQuery } from '@/api/hubQueries';
import type { CatalogueEntry, Connection } from '@/api/hubTypes';
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
import { AccessPart } from './AccessPart';
import { CONNECTION_TABS, type ConnectionAddress, type ConnectionTab } from './address';
import { ComparisonsPart } from './ComparisonsPart';
import { ConflictsPart } from './ConflictsPart';
import { ErrorsPart } from './ErrorsPart';
import { HeldNote } from './HeldNote';
import styles from './Hub.module.css';
import { MappingPart } from './MappingPart';
import { MessagesPart } from './MessagesPart';
import { OverviewPart, SyncButton } from './OverviewPart';
import { PlacesPart } from './PlacesPart';
import { PushesPart } from './PushesPart';
import { TracePanel } from './TracePanel';
import { useConnectionWork, type ConnectionWork } from './useConnectionWork';
import { toneOf } from './wall';

const route = getRouteApi('/frame/integrations/$connectionId');
/** Show items as the vendor sent them, which may hold personal data. */
const FOR_MANAGERS: readonly ConnectionTab[] = ['errors', 'conflicts'];

/** Parts that a system has nothing for are left out. */
const NEEDS: Partial<Record<ConnectionTab, (entry: CatalogueEntry) => boolean>> = {
  messages: (entry) => entry.webhooks.length > 0,
  pushes: (entry) => entry.actions.length > 0,
  mapping: (entry) => entry.streams.length > 0,
  conflicts: (entry) => entry.streams.length > 0,
};
const isOffered = (tab: ConnectionTab, entry: CatalogueEntry | undefined) => !entry || (NEEDS[tab]?.(entry) ?? true);

/** One connection: is it working, how late, what failed, what next. */
export function ConnectionScreen() {
  const { t } = useTranslation('connections');
  const { connectionId } = route.useParams();
  const address = route.useSearch();
  const navigate = useNavigate();
  const { network, can } = useScope();
  const query = useQuery(connectionQueries(network.id, connectionId).one);
  const catalogue = useQuery(integrationCatalogueQuery(network.id));
  const work = useConnectionWork(connectionId);
  const change = (patch: Partial<ConnectionAddress>) => void navigate({ to: '.', search: withSearch(patch), replace: true, resetScroll: false });
  const back = <Button variant="subtle" size="compact-sm" leftSection={<IconArrowLeft size={15} />} renderRoot={(props) => <Link to="/integrations" {...props} />}>{t('title')}</Button>;
  const connection = query.data;
  if (!connection) return <div className={frame.screen}><div>{back}</div><Panel>{query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} whole /> : <PlaceholderLines lines={10} />}</Panel></div>;

  const manages = can('integrations.manage');
  const entry = catalogue.data?.items.find((one) => one.vendor === connection.vendor);
  const tabs = CONNECTION_TABS.filter((one) => (manages || !FOR_MANAGERS.includes(one)) && isOffered(one, entry));
  const tab = tabs.find((one) => one === address.tab) ?? 'overview';
  const tone = toneOf(connection);
  return (
    <div className={frame.screen}>
      <div>{back}</div>
      <PageHead title={connection.name} actions={manages && <Actions connection={connection} work={work} />}
        note={<span style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 14px', alignItems: 'center' }}><StateMark tone={tone} word={t(tone === 'busy' && connection.state === 'active' ? 'state.reading' : `state.${connection.state}`)} /><span>{[connection.name === connection.title ? null : connection.title, connection.nodeName].filter(Boolean).join(' · ')}</span>{connection.environment === 'sandbox' && <span className={styles.tag}>{t('environment.sandbox')}</span>}</span>} />
      <Notes connection={connection} work={work} outcome={address.outcome} onPlaces={() => change({ tab: 'places', outcome: undefined })} />
      {connection.state !== 'removed' && tab !== 'places' && <HeldNote connection={connection} onPlaces={address.outcome === 'connected' ? undefined : () => change({ tab: 'places' })} onErrors={manages && tab !== 'errors' ? () => change({ tab: 'errors' }) : undefined} />}
      <Tabs value={tab} onChange={(value) => change({ tab: value === 'overview' ? undefined : (value as ConnectionTab) })} keepMounted={false}>
        <Tabs.List className={styles.tabs ?? ''}>{tabs.map((one) => <Tabs.Tab key={one} value={one}>{t(`tab.${one}`)}</Tabs.Tab>)}</Tabs.List>
        {tabs.map((one) => (
          <Tabs.Panel key={one} value={one} pt="md">
            <PartBoundary resetKey={connectionId}>
              <div className={frame.screen}>
                {one === 'overview' && <OverviewPart connection={connection} work={work} />}
                {one === 'places' && <PlacesPart connection={connection} work={work} />}
                {one === 'mapping' && <MappingPart connection={connection} stream={address.stream} onStream={(stream) => change({ stream })} />}
                {one === 'errors' && <ErrorsPart connection={connection} work={work} />}
                {one === 'conflicts' && <ConflictsPart connection={connection} work={work} onTrace={(record) => change({ record })} />}
                {one === 'pushes' && <PushesPart connection={connection} work={work} onTrace={(record) => change({ record })} />}
                {one === 'comparisons' && <ComparisonsPart connection={connection} work={work} />}
                {one === 'messages' && <MessagesPart connection={connection} work={work} />}
                {one === 'access' && <AccessPart connection={connection} work={work} />}
              </div>
            </PartBoundary>
          </Tabs.Panel>
        ))}
      </Tabs>
      {address.record && <TracePanel key={address.record} connection={connection} recordId={address.record} onClose={() => change({ record: undefined })} />}
    </div>
  );
}

function Actions({ connection, work }: { connection: Connection; work: ConnectionWork }) {
  const { t } = useTranslation('connections');
  return (
    <>
      {connection.state === 'active' && <SyncButton work={work} />}
      <Button variant="default" leftSection={<IconStethoscope size={16} stroke={1.6} />} loading={work.test.isPending} onClick={() => work.test.mutate()}>{t('work.test')}</Button>
      {connection.state === 'paused'
        ? <Button leftSection={<IconPlayerPlay size={16} stroke={1.6} />} loading={work.move.isPending} onClick={work.resume}>{t('bulk.resume')}</Button>
        : (connection.state === 'active' || connection.state === 'failing') && <Button variant="default" leftSection={<IconPlayerPause size={16} stroke={1.6} />} loading={work.move.isPending} onClick={work.pause}>{t('bulk.pause')}</Button>}
      {(connection.state === 'needs_reconnect' || connection.state === 'authorising') && <Button leftSection={<IconPlugConnected size={16} stroke={1.6} />} loading={work.authorize.isPending} onClick={() => work.authorize.mutate()}>{t('work.reconnect')}</Button>}
    </>
  );
}

/** How the sign-in at the vendor ended, what is wrong, what a test said. */
function Notes({ connection, work, outcome, onPlaces }: { connection: Connection; work: ConnectionWork; outcome: string | undefined; onPlaces: () => void }) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const test = work.test.data;
  return (
    <>
      {outcome === 'connected' && connection.state === 'active' && <Note kind="good" role="status">{t('outcome.connected', { title: connection.title })} <Button size="compact-sm" variant="default" onClick={onPlaces}>{t('outcome.places')}</Button></Note>}
      {outcome && outcome !== 'connected' && <Note kind="bad" role="alert">{t(`outcome.${outcome}`, { defaultValue: t('outcome.other') })}</Note>}
      {connection.trouble && <Note kind={connection.state === 'needs_reconnect' ? 'bad' : 'watch'} role="status">{connection.trouble.detail}</Note>}
      {test && <Note kind={test.works ? 'good' : 'bad'} role="status">{test.works ? t('work.works', { title: connection.title, ms: format.count(Math.round(test.tookMs)) }) : test.detail}</Note>}
    </>
  );
}

import { Button } from '@mantine/core';
import { IconArrowLeft, IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { connectorQuery } from '@/api/hubQueries';
import frame from '@/parts/ListFrame.module.css';
import { PageHead } from '@/parts/PageHead';
import { Panel } from '@/parts/Panel';
import { PlaceholderLines } from '@/parts/Placeholder';
import { EmptyState, ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import { ConnectorEditor } from './ConnectorEditor';
import { ConnectorVersions } from './ConnectorVersions';
import { RemoveConnector } from './RemoveConnector';
import { FIRST_MANIFEST } from './firstManifest';

const route = getRouteApi('/frame/integrations/connectors/$name');
// Names of connectors hold no underscore.
const NEW = '_new';

/** One connector of the network: its manifest with what is wrong as it is typed, what it was before, and its end. */
export function ConnectorScreen() {
  const { t } = useTranslation('connections');
  const { name } = route.useParams();
  const { network, can } = useScope();
  const isNew = name === NEW;
  const query = useQuery({ ...connectorQuery(network.id, name), enabled: !isNew });
  const back = <Button variant="subtle" size="compact-sm" leftSection={<IconArrowLeft size={15} />} renderRoot={(props) => <Link to="/integrations/connectors" {...props} />}>{t('own.title')}</Button>;
  const screen = (content: ReactNode) => <div className={frame.screen}><div>{back}</div>{content}</div>;
  if (isNew) {
    return screen(!can('integrations.manage')
      ? <Panel><EmptyState title={t('common:state.forbiddenTitle')} text={t('common:state.forbiddenText')} /></Panel>
      : <><PageHead title={t('own.newTitle')} note={t('own.newNote')} /><ConnectorEditor key={NEW} name={undefined} yaml={FIRST_MANIFEST} /></>);
  }

  if (!query.data) return screen(<Panel>{query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} whole /> : <PlaceholderLines lines={12} />}</Panel>);
  const { connector, yaml } = query.data;
  const isOwn = connector.status === 'own';
  const connect = can('integrations.manage') && <Button leftSection={<IconPlugConnected size={16} stroke={1.6} />} renderRoot={(props) => <Link to="/integrations/connect" search={withSearch({ vendor: connector.vendor })} {...props} />}>{t('catalogue.connect', { title: connector.title })}</Button>;
  return screen(
    <>
      <PageHead title={connector.title} note={isOwn ? t('own.versionOf', { name: connector.vendor, version: connector.version }) : t('own.builtIn')} actions={connect} />
      <ConnectorEditor key={`${connector.vendor} ${connector.version}`} name={connector.vendor} yaml={yaml} readOnly={!isOwn} />
      {isOwn && <ConnectorVersions name={connector.vendor} yaml={yaml} version={connector.version} />}
      {isOwn && can('integrations.manage') && <RemoveConnector connector={connector} />}
    </>,
  );
}

import { Button } from '@mantine/core';
import { IconFileCode, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { connectionsQuery, integrationCatalogueQuery } from '@/api/hubQueries';
import type { CatalogueEntry } from '@/api/hubTypes';
import { useFormat } from '@/i18n/useFormat';
import { ListFrame } from '@/parts/ListFrame';
import frame from '@/parts/ListFrame.module.css';
import { ListTable } from '@/parts/ListTable';
import { PageHead } from '@/parts/PageHead';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import styles from './Hub.module.css';
import { HubTabs } from './HubTabs';

/** The network's own connectors: systems that it taught the house itself. */
export function YourConnectorsScreen() {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const navigate = useNavigate();
  const { network, can } = useScope();
  const catalogue = useQuery(integrationCatalogueQuery(network.id));
  const connections = useQuery(connectionsQuery(network.id));
  const items = (catalogue.data?.items ?? []).filter((one) => one.status === 'own');
  const used = (vendor: string) => (connections.data ?? []).filter((one) => one.vendor === vendor).length;
  const goTo = (name: string) => void navigate({ to: '/integrations/connectors/$name', params: { name } });
  const add = can('integrations.manage') ? <Button leftSection={<IconPlus size={16} />} renderRoot={(props) => <Link to="/integrations/connectors/$name" params={{ name: '_new' }} {...props} />}>{t('own.add')}</Button> : undefined;
  return (
    <div className={frame.screen}>
      <PageHead title={t('own.title')} note={t('own.note')} actions={items.length > 0 && add} />
      <HubTabs />
      <ListFrame list={catalogue} isEmpty={items.length === 0} empty={<EmptyState icon={<IconFileCode size={22} />} title={t('own.none')} text={t('own.noneText')} action={add} />}>
        <ListTable<CatalogueEntry> caption={t('own.title')} rows={items} rowKey={(one) => one.vendor} onPick={(one) => goTo(one.vendor)} columns={[
          { key: 'title', title: t('own.system'), onPhone: 'title', cell: (one) => <span className={styles.stack}><b>{one.title}</b><span>{one.description}</span></span> },
          { key: 'name', title: t('own.name'), onPhone: 'note', width: '20%', cell: (one) => <span className={styles.code}>{one.vendor}</span> },
          { key: 'flows', title: t('own.flows'), width: '18%', cell: (one) => t('own.flowsOf', { streams: one.streams.length, actions: one.actions.length }) },
          { key: 'version', title: t('history.version'), numeric: true, width: '96px', cell: (one) => format.count(one.version) },
          { key: 'used', title: t('own.used'), numeric: true, onPhone: 'end', width: '120px', cell: (one) => t('catalogue.connected', { count: used(one.vendor) }) },
        ]} />
      </ListFrame>
    </div>
  );
}

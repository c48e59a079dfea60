import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconArrowRight, IconArrowUpRight, IconBan, IconBook, IconHourglass, IconPlugX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionsQuery, integrationCatalogueQuery } from '@/api/hubQueries';
import type { CatalogueEntry } from '@/api/hubTypes';
import { ListFrame } from '@/parts/ListFrame';
import frame from '@/parts/ListFrame.module.css';
import { PageHead } from '@/parts/PageHead';
import { SidePanel } from '@/parts/SidePanel';
import { EmptyState } from '@/parts/States';
import { useIsPhone } from '@/parts/useIsPhone';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import type { CatalogueAddress } from './address';
import { Find } from './ConnectionsScreen';
import { foundIn } from './catalogue';
import styles from './Hub.module.css';
import { HubTabs } from './HubTabs';
import { Sign } from './Sign';

const route = getRouteApi('/frame/integrations/catalogue');

/** Every system that can be connected: what it brings, what it takes, what is not there yet and what the vendor does not offer. */
export function CatalogueScreen() {
  const { t } = useTranslation('connections');
  const address = route.useSearch();
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const { network } = useScope();
  const catalogue = useQuery(integrationCatalogueQuery(network.id));
  const connections = useQuery(connectionsQuery(network.id));
  const change = (patch: Partial<CatalogueAddress>) => void navigate({ to: '.', search: withSearch(patch), replace: true, resetScroll: false });
  const items = catalogue.data?.items ?? [];
  const shown = foundIn(items, address.q, address.category);
  const categories = (catalogue.data?.categories ?? []).filter((category) => items.some((one) => one.category === category));
  const choices = [{ value: 'all', label: t('catalogue.all') }, ...categories.map((value) => ({ value, label: t(`category.${value}`, { defaultValue: value }) }))];
  const open = items.find((one) => one.vendor === address.open);
  const connected = (vendor: string) => (connections.data ?? []).filter((one) => one.vendor === vendor).length;
  return (
    <div className={frame.screen}>
      <PageHead title={t('catalogue.title')} note={t('catalogue.note', { count: items.length })} />
      <HubTabs />
      <div className={frame.filters} role="search">
        <Find value={address.q} onChange={(q) => change({ q })} />
        {isPhone || categories.length > 7
          ? <Select className={frame.pick ?? ''} aria-label={t('filter.category')} allowDeselect={false} value={address.category ?? 'all'} onChange={(value) => change({ category: value === 'all' ? undefined : (value ?? undefined) })} data={choices} />
          : <SegmentedControl aria-label={t('filter.category')} value={address.category ?? 'all'} onChange={(value) => change({ category: value === 'all' ? undefined : value })} data={choices} />}
      </div>
      {shown.length === 0 ? (
        <ListFrame list={catalogue} isEmpty empty={<EmptyState icon={<IconPlugX size={22} />} title={t('nothing')} text={t('catalogue.nothingText')} action={<Button variant="default" onClick={() => change({ q: undefined, category: undefined })}>{t('filter.clear')}</Button>} />}>{null}</ListFrame>
      ) : categories.filter((category) => shown.some((one) => one.category === category)).map((category) => (
        <section key={category} className={styles.group} aria-label={t(`category.${category}`, { defaultValue: category })}>
          <h2>{t(`category.${category}`, { defaultValue: category })}</h2>
          <ul className={styles.wall}>
            {shown.filter((one) => one.category === category).map((one) => (
              <li key={one.vendor} className={styles.card}>
                <div className={styles.top}>
                  <Sign title={one.title} />
                  <span className={styles.words}><button type="button" className={styles.cover} onClick={() => change({ open: one.vendor })}>{one.title}</button><span>{connected(one.vendor) > 0 ? t('catalogue.connected', { count: connected(one.vendor) }) : t(`auth.${one.auth}`, { defaultValue: one.auth })}</span></span>
                  {one.status === 'own' && <span className={styles.tag}>{t('catalogue.own')}</span>}
                </div>
                <p className={styles.trouble}>{one.description}</p>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {open && <EntryPanel key={open.vendor} entry={open} onClose={() => change({ open: undefined })} />}
    </div>
  );
}

function EntryPanel({ entry, onClose }: { entry: CatalogueEntry; onClose: () => void }) {
  const { t } = useTranslation('connections');
  const { can } = useScope();
  const recordName = (record: string) => t(`record.${record}`, { defaultValue: record.replaceAll('_', ' ') });
  return (
    <SidePanel title={entry.title} note={entry.description} onClose={onClose}
      bar={can('integrations.manage') && <Button renderRoot={(props) => <Link to="/integrations/connect" search={withSearch({ vendor: entry.vendor })} {...props} />}>{t('catalogue.connect', { title: entry.title })}</Button>}>
      <Part title={t('catalogue.in')} icon={<IconArrowRight size={16} />} items={entry.streams.map((one) => [one.name, one.title, t('catalogue.as', { record: recordName(one.record) })])} none={t('catalogue.nothingIn')} />
      <Part title={t('catalogue.out')} icon={<IconArrowUpRight size={16} />} items={entry.actions.map((one) => [one.name, one.title, one.record ? recordName(one.record) : null])} none={t('catalogue.nothingOut')} />
      {entry.webhooks.length > 0 && <p className={styles.trouble} style={{ padding: '10px 0' }}>{t('catalogue.live', { count: entry.webhooks.length })}</p>}
      {entry.later.length > 0 && <Part title={t('catalogue.later')} icon={<IconHourglass size={16} />} items={entry.later.map((one) => [one.name, one.name.replaceAll(/[._]/g, ' '), one.reason])} />}
      {entry.cannot.length > 0 && <Part title={t('catalogue.cannot')} icon={<IconBan size={16} />} items={entry.cannot.map((one) => [one.name, one.name.replaceAll(/[._]/g, ' '), one.reason])} />}
      <p style={{ paddingTop: 12 }}><a href={entry.docs} target="_blank" rel="noreferrer noopener" style={{ display: 'inline-flex', gap: 6, alignItems: 'center' }}><IconBook size={16} aria-hidden />{t('catalogue.docs', { title: entry.title })}</a></p>
    </SidePanel>
  );
}

function Part({ title, icon, items, none }: { title: string; icon: ReactNode; items: (readonly [string, string, string | null])[]; none?: string }) {
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      {items.length === 0 ? <p className="muted">{none}</p> : <ul className={styles.plain}>{items.map(([key, name, note]) => <li key={key}>{icon}<span>{name}{note && <span className={styles.small}>{note}</span>}</span></li>)}</ul>}
    </section>
  );
}

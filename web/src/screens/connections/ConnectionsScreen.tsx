import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilterOff, IconPlugConnected, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionsQuery, integrationCatalogueQuery } from '@/api/hubQueries';
import { ListFrame } from '@/parts/ListFrame';
import frame from '@/parts/ListFrame.module.css';
import { Note } from '@/parts/Note';
import { PageHead } from '@/parts/PageHead';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import { SORTS, STATES, type WallAddress } from './address';
import { BulkBar } from './BulkBar';
import { ConnectionCard } from './ConnectionCard';
import styles from './Hub.module.css';
import { HubTabs } from './HubTabs';
import { byCategory, needsAttention, shownOn } from './wall';

const route = getRouteApi('/frame/integrations');

/** The wall: every system of the branch at hand, by job, what needs a person first. */
export function ConnectionsScreen() {
  const { t } = useTranslation('connections');
  const address = route.useSearch();
  const navigate = useNavigate();
  const { network, nodeId, tree, can } = useScope();
  const connections = useQuery(connectionsQuery(network.id));
  const catalogue = useQuery(integrationCatalogueQuery(network.id));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const change = (patch: Partial<WallAddress>) => void navigate({ to: '.', search: withSearch(patch), replace: true, resetScroll: false });
  const clear = () => change({ q: undefined, state: undefined, category: undefined, environment: undefined });
  const all = connections.data;
  const shown = useMemo(() => shownOn(all ?? [], address, (id) => !nodeId || nodeId === network.id || !tree || tree.path(id).some((above) => above.id === nodeId)), [all, address, nodeId, network.id, tree]);
  const groups = useMemo(() => byCategory(shown, catalogue.data?.categories ?? []), [shown, catalogue.data]);
  const isFiltered = Boolean(address.q || address.state || address.category || address.environment);
  const waiting = shown.filter(needsAttention).length;
  const kept = [...chosen].filter((id) => shown.some((one) => one.id === id));
  const choose = (id: string, isChosen: boolean) => setChosen((before) => { const next = new Set(before); if (isChosen) next.add(id); else next.delete(id); return next; });
  const connect = can('integrations.manage') ? <Button leftSection={<IconPlus size={16} />} renderRoot={(props) => <Link to="/integrations/catalogue" {...props} />}>{t('connect')}</Button> : undefined;
  const nameOf = (category: string | null) => t(`category.${category ?? 'none'}`, { defaultValue: category ?? '' });
  return (
    <div className={frame.screen}>
      <PageHead title={t('title')} note={all && all.length > 0 ? t(waiting > 0 ? 'lead.waiting' : 'lead.well', { count: waiting, all: shown.length }) : t('note')} actions={connect} />
      <HubTabs />
      {address.outcome && address.outcome !== 'connected' && <Note kind="bad" role="alert">{t(`outcome.${address.outcome}`, { defaultValue: t('outcome.other') })}</Note>}
      {all && all.length > 0 && (
        <div className={frame.filters} role="search">
          <Find value={address.q} onChange={(q) => change({ q })} />
          <Select className={frame.pick ?? ''} aria-label={t('filter.state')} placeholder={t('filter.state')} clearable value={address.state ?? null} onChange={(value) => change({ state: STATES.find((one) => one === value) })} data={STATES.map((value) => ({ value, label: t(`state.${value}`) }))} />
          <Select className={frame.pick ?? ''} aria-label={t('filter.category')} placeholder={t('filter.category')} clearable value={address.category ?? null} onChange={(value) => change({ category: value ?? undefined })} data={[...new Set(all.map((one) => one.category).filter((one): one is string => one !== null))].map((value) => ({ value, label: nameOf(value) }))} />
          <Select className={frame.pick ?? ''} aria-label={t('filter.environment')} placeholder={t('filter.environment')} clearable value={address.environment ?? null} onChange={(value) => change({ environment: value === 'live' || value === 'sandbox' ? value : undefined })} data={['live', 'sandbox'].map((value) => ({ value, label: t(`environment.${value}`) }))} />
          <Select className={frame.pick ?? ''} aria-label={t('filter.sort')} allowDeselect={false} value={address.sort ?? 'attention'} onChange={(value) => change({ sort: value === 'attention' ? undefined : (value as WallAddress['sort']) })} data={SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))} />
          {isFiltered && <Button variant="subtle" onClick={clear}>{t('filter.clear')}</Button>}
        </div>
      )}
      {!all || shown.length === 0 ? (
        <ListFrame list={connections} isEmpty empty={isFiltered
          ? <EmptyState icon={<IconFilterOff size={22} />} title={t('nothing')} action={<Button variant="default" onClick={clear}>{t('filter.clear')}</Button>} />
          : <EmptyState icon={<IconPlugConnected size={22} />} title={t('empty')} text={t('emptyText')} action={connect} />}>{null}</ListFrame>
      ) : (
        <div className={styles.groups}>
          {groups.map((group) => (
            <section key={group.category ?? ''} className={styles.group} style={{ '--cards': group.items.length } as CSSProperties} aria-label={nameOf(group.category)}>
              <h2>{nameOf(group.category)}</h2>
              <ul className={styles.wall}>{group.items.map((one) => <ConnectionCard key={one.id} connection={one} isChosen={chosen.has(one.id)} onChoose={can('integrations.manage') ? (isChosen) => choose(one.id, isChosen) : undefined} />)}</ul>
            </section>
          ))}
        </div>
      )}
      {kept.length > 0 && <BulkBar ids={kept} onDone={() => setChosen(new Set())} />}
    </div>
  );
}

/** A search that settles into the address once typing rests. */
export function Find({ value, onChange }: { value: string | undefined; onChange: (text: string | undefined) => void }) {
  const { t } = useTranslation('connections');
  const [text, setText] = useState(value ?? '');
  const settle = useDebouncedCallback((next: string) => onChange(next || undefined), 250);
  useEffect(() => setText(value ?? ''), [value]);
  return <TextInput className={frame.text ?? ''} type="search" aria-label={t('filter.find')} placeholder={t('filter.find')} leftSection={<IconSearch size={16} stroke={1.6} />} value={text} onChange={(e) => { setText(e.currentTarget.value); settle(e.currentTarget.value); }} />;
}

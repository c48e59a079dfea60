import { Button, CloseButton, Switch, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilterOff, IconPlus, IconSearch } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ListFrame } from '@/parts/ListFrame';
import frame from '@/parts/ListFrame.module.css';
import { PageHead } from '@/parts/PageHead';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import type { StructureAddress } from './address';
import { BulkBar } from './BulkBar';
import { NewUnitPanel } from './NewUnitPanel';
import { isUnit } from './unitKinds';
import { UnitPanel } from './UnitPanel';
import { UnitTree } from './UnitTree';
import { useStructure } from './useStructure';

const route = getRouteApi('/frame/structure');

/** Regions, groups and shops as a tree that can be changed, one unit or many at once. */
export function StructureScreen() {
  const { t } = useTranslation('structure');
  const address = route.useSearch();
  const navigate = useNavigate();
  const { network, can } = useScope();
  const { found, tree, lines, toggle } = useStructure(address);
  const [text, setText] = useState(address.q ?? '');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const change = useCallback(
    (patch: Partial<StructureAddress>, replace = false) => void navigate({ to: '.', search: withSearch(patch), replace, resetScroll: false }),
    [navigate],
  );
  const settle = useDebouncedCallback((q: string) => change({ q: q || undefined }, true), 150);
  useEffect(() => setText(address.q ?? ''), [address.q]);
  const write = (value: string) => { setText(value); settle(value); };
  const select = (ids: readonly string[], on: boolean) => setSelected((before) => { const next = new Set(before); for (const id of ids) { if (on) next.add(id); else next.delete(id); } return next; });
  const chosen = useMemo(() => [...selected].flatMap((id) => { const node = tree?.get(id); return node && isUnit(node) ? [node] : []; }), [selected, tree]);
  const mayWrite = can('network.write');
  const opened = address.open && address.open !== 'new' ? tree?.get(address.open) : undefined;
  const close = () => change({ open: undefined, below: undefined }, true);

  return (
    <div className={frame.screen}>
      <PageHead title={t('title')} note={<><Link to="/shops">{t('figures')}</Link> · {t('common:shops', { count: tree?.shopsUnder(undefined) ?? network.locationCount })}</>} plainTitle={t('title')}
        actions={mayWrite ? <Button leftSection={<IconPlus size={16} />} onClick={() => change({ open: 'new', below: undefined })}>{t('new.open')}</Button> : undefined} />
      <div className={frame.filters} role="search">
        <TextInput className={frame.text ?? ''} value={text} onChange={(e) => write(e.currentTarget.value)} placeholder={t('find')} aria-label={t('find')} leftSection={<IconSearch size={16} stroke={1.6} />}
          rightSection={text ? <CloseButton size="sm" aria-label={t('clear')} onClick={() => write('')} /> : null} />
        <Switch label={t('withArchived')} checked={address.archived === '1'} onChange={(event) => change({ archived: event.currentTarget.checked ? '1' : undefined }, true)} style={{ alignSelf: 'center' }} />
      </div>
      <ListFrame list={found} isEmpty={lines.length === 0} empty={<EmptyState icon={<IconFilterOff size={22} />} title={t('nothing')} action={<Button variant="default" onClick={() => write('')}>{t('clear')}</Button>} />}>
        <UnitTree lines={lines} openId={address.open} selected={selected} maySelect={mayWrite} onToggle={toggle} onSelect={select} onOpen={(id) => change({ open: id, below: undefined }, address.open !== undefined)} />
      </ListFrame>
      {mayWrite && chosen.length > 0 && <BulkBar units={chosen} onDone={() => setSelected(new Set())} />}
      {address.open === 'new' && mayWrite && <NewUnitPanel key={address.below ?? ''} below={address.below} onClose={close} onCreated={(id) => change({ open: id, below: undefined }, true)} />}
      {opened && isUnit(opened) && <UnitPanel key={opened.id} unit={opened} onClose={close} onAdd={() => change({ open: 'new', below: opened.id }, true)} />}
    </div>
  );
}

import { Button, CloseButton, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch, IconUserPlus } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonStatus, Role } from '@/api/types';
import frame from '@/parts/ListFrame.module.css';
import { PageHead } from '@/parts/PageHead';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import { PERSON_STATUSES, ROLES, type PeopleAddress } from './address';
import { InvitePanel } from './InvitePanel';
import { PeopleList } from './PeopleList';
import { PeopleTree } from './PeopleTree';
import { PersonPanel } from './PersonPanel';
import { usePeople } from './usePeople';

const route = getRouteApi('/frame/people');

/** Who holds what where: as a list, or along the tree. */
export function PeopleScreen() {
  const { t } = useTranslation('people');
  const address = route.useSearch();
  const navigate = useNavigate();
  const { can } = useScope();
  const { list, people, total } = usePeople(address);
  const [text, setText] = useState(address.q ?? '');
  const change = useCallback(
    (patch: Partial<PeopleAddress>, replace = false) => void navigate({ to: '.', search: withSearch(patch), replace, resetScroll: false }),
    [navigate],
  );
  const settle = useDebouncedCallback((q: string) => change({ q: q || undefined }, true), 200);
  useEffect(() => setText(address.q ?? ''), [address.q]);
  const write = (value: string) => { setText(value); settle(value); };
  const open = (id: string) => change({ open: id, see: undefined }, address.open !== undefined);
  const close = () => change({ open: undefined, see: undefined }, true);
  const isFiltered = Boolean(address.q || address.role || address.status);
  const clear = () => change({ q: undefined, role: undefined, status: undefined });

  return (
    <div className={frame.screen}>
      <PageHead title={t('title')} note={total === undefined ? undefined : t('count', { count: total })}
        actions={can('people.write') ? <Button leftSection={<IconUserPlus size={16} stroke={1.7} />} onClick={() => open('new')}>{t('invite.open')}</Button> : undefined} />
      <div className={frame.filters} role="search">
        <TextInput className={frame.text ?? ''} value={text} onChange={(e) => write(e.currentTarget.value)} placeholder={t('find')} aria-label={t('find')} leftSection={<IconSearch size={16} stroke={1.6} />}
          rightSection={text ? <CloseButton size="sm" aria-label={t('clear')} onClick={() => write('')} /> : null} />
        <Select className={frame.pick ?? ''} aria-label={t('role')} placeholder={t('role')} clearable value={address.role ?? null} onChange={(v) => change({ role: (v as Role | null) ?? undefined })}
          data={ROLES.map((value) => ({ value, label: t(`common:role.${value}`) }))} />
        <Select className={frame.pick ?? ''} aria-label={t('status')} placeholder={t('status')} clearable value={address.status ?? null} onChange={(v) => change({ status: (v as PersonStatus | null) ?? undefined })}
          data={PERSON_STATUSES.map((value) => ({ value, label: t(`state.${value}`) }))} />
        {isFiltered && <Button variant="subtle" onClick={clear}>{t('clear')}</Button>}
        <SegmentedControl style={{ marginInlineStart: 'auto' }} aria-label={t('view.label')} value={address.view ?? 'list'} onChange={(v) => change({ view: v === 'tree' ? 'tree' : undefined })}
          data={[{ value: 'list', label: t('view.list') }, { value: 'tree', label: t('view.tree') }]} />
      </div>
      {address.view === 'tree'
        ? <PeopleTree list={list} people={people} isFiltered={isFiltered} openId={address.open} onOpen={open} onClear={clear} />
        : <PeopleList list={list} people={people} isFiltered={isFiltered} openId={address.open} onOpen={open} onClear={clear} />}
      {address.open === 'new' && can('people.write') && <InvitePanel onClose={close} onCreated={(person) => change({ open: person.id }, true)} />}
      {address.open && address.open !== 'new' && <PersonPanel key={address.open} personId={address.open} listed={people.find((person) => person.id === address.open)} onClose={close} seesAs={address.see === 'yes'} onSeeAs={(wanted) => change({ see: wanted ? 'yes' : undefined }, true)} />}
    </div>
  );
}

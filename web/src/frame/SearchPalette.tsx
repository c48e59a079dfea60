import { useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import {
  IconBuildingStore, IconContrast, IconCopy, IconDeviceLaptop, IconLayoutRows, IconLogout, IconMapPin, IconMoon, IconScissors, IconSearch, IconSun, IconUser, type Icon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { searchQuery } from '@/api/queries';
import { useSignOut } from '@/auth/session';
import { toast } from '@/parts/toast';
import { useScope } from '@/scope/Scope';
import { useGoTo } from '@/scope/useGoTo';
import { withSearch } from '@/scope/withSearch';
import { setDensity } from '@/theme/density';
import { useNavigationItems } from './useNavigationItems';

interface Entry { id: string; label: string; note?: string | undefined; icon: Icon; run: () => void }
const PLACES = 8;

/** ⌘K: places from the tree at once, people and clients from the server, screens and actions. */
export default function SearchPalette({ asked }: { asked: number }) {
  const { t } = useTranslation(['common', 'frame']);
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text.trim(), 160);
  const { network, tree } = useScope();
  const goTo = useGoTo();
  const navigate = useNavigate();
  const navigation = useNavigationItems();
  const signOut = useSignOut();
  const { setColorScheme } = useMantineColorScheme();
  const found = useQuery({ ...searchQuery(network.id, settled), placeholderData: (before) => before });
  useEffect(() => { if (asked > 0) spotlight.open(); }, [asked]);

  const needle = text.trim().toLocaleLowerCase();
  const has = (label: string) => needle === '' || label.toLocaleLowerCase().includes(needle);

  const screens: Entry[] = navigation.map(({ to, key, icon }) => ({ id: `screen:${key}`, label: t(`frame:nav.${key}`), icon, run: () => void navigate({ to }) })).filter((e) => has(e.label));
  const places: Entry[] = needle === '' ? [] : (tree?.all ?? [])
    .filter((node) => has(node.name) || has(node.code ?? ''))
    .slice(0, PLACES)
    .map((node) => ({ id: node.id, label: node.name, note: `${t(`kind.${node.kind}`)} · ${node.code ?? ''}`, icon: node.kind === 'location' ? IconBuildingStore : IconMapPin, run: () => goTo(node) }));
  // A client has no page yet: the way leads to the shop that is their home.
  const goToHome = (shop: string | null) => {
    const home = tree?.all.find((node) => node.kind === 'location' && node.name === shop);
    if (home) goTo(home);
  };
  const known = new Set(places.map((place) => place.id));
  const others: Entry[] = needle.length < 2 ? [] : (found.data?.items ?? [])
    .filter((hit) => !known.has(hit.id))
    .map((hit) => ({
      id: hit.id, label: hit.title, note: [t(`kind.${hit.kind}`), hit.subtitle].filter(Boolean).join(' · '),
      icon: hit.kind === 'person' ? IconUser : hit.kind === 'client' ? IconScissors : IconMapPin,
      run: () => {
        if (hit.kind === 'person') void navigate({ to: '/people', search: withSearch({ q: hit.title }) });
        else if (hit.kind !== 'client') goTo({ id: hit.id, kind: hit.kind });
        else goToHome(hit.subtitle);
      },
    }));
  const copy = async () => { await navigator.clipboard.writeText(location.href); toast(t('palette.copied')); };
  const actions: Entry[] = [
    { id: 'copy', label: t('palette.copy'), icon: IconCopy, run: () => void copy() },
    { id: 'light', label: t('palette.light'), icon: IconSun, run: () => setColorScheme('light') },
    { id: 'dark', label: t('palette.dark'), icon: IconMoon, run: () => setColorScheme('dark') },
    { id: 'system', label: t('palette.system'), icon: IconDeviceLaptop, run: () => setColorScheme('auto') },
    { id: 'compact', label: t('palette.compact'), icon: IconLayoutRows, run: () => setDensity('compact') },
    { id: 'comfortable', label: t('palette.comfortable'), icon: IconContrast, run: () => setDensity('comfortable') },
    { id: 'signOut', label: t('palette.signOut'), icon: IconLogout, run: () => signOut.mutate() },
  ].filter((entry) => has(entry.label));

  // Who types a whole name means that, whatever else holds the word ("Shops" is a screen, and "Cruz Shops LLC" a group).
  const isMeant = (entries: readonly Entry[]) => entries.some((entry) => entry.label.toLocaleLowerCase() === needle);
  const groups = [
    { label: t('palette.places'), entries: places }, { label: t('palette.found'), entries: others },
    { label: t('palette.screens'), entries: screens }, { label: t('palette.actions'), entries: actions },
  ].filter((group) => group.entries.length > 0).sort((a, b) => Number(isMeant(b.entries)) - Number(isMeant(a.entries)));

  return (
    <Spotlight.Root attributes={{ content: { 'aria-label': t('palette.open') } }} query={text} onQueryChange={setText} shortcut={null} scrollable maxHeight={420} transitionProps={{ duration: 100 }} overlayProps={{ backgroundOpacity: 0.25 }}>
      <Spotlight.Search placeholder={t('palette.placeholder')} aria-label={t('palette.open')} leftSection={<IconSearch size={18} stroke={1.6} />} />
      <Spotlight.ActionsList>
        {groups.map((group) => (
          <Spotlight.ActionsGroup key={group.label} label={group.label}>
            {group.entries.map(({ id, label, note, icon: EntryIcon, run }) => (
              <Spotlight.Action key={id} label={label} description={note} leftSection={<EntryIcon size={18} stroke={1.6} />} onClick={run} highlightQuery={false} />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 && <Spotlight.Empty>{t('palette.nothing', { text })}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

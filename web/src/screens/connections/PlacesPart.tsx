import { Button, Select } from '@mantine/core';
import { IconArrowRight, IconMapPinQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionQueries } from '@/api/hubQueries';
import type { Connection, Place } from '@/api/hubTypes';
import { ListFrame } from '@/parts/ListFrame';
import frame from '@/parts/ListFrame.module.css';
import { Note } from '@/parts/Note';
import { PlacePicker } from '@/parts/PlacePicker';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import styles from './Hub.module.css';
import { UnplacedRules } from './UnplacedRules';
import type { ConnectionWork, PlaceLink } from './useConnectionWork';

/** Which of the vendor's places is which shop. Records of a place that is not linked wait for it. */
export function PlacesPart({ connection, work }: { connection: Connection; work: ConnectionWork }) {
  const { t } = useTranslation('connections');
  const { network, can } = useScope();
  const query = useQuery(connectionQueries(network.id, connection.id).places);
  const [drafts, setDrafts] = useState<Record<string, PlaceLink>>({});
  const places = query.data?.items ?? [];
  const open = places.filter((one) => !one.locationId && !one.ignored && !drafts[one.key]);
  const suggested = open.filter((one) => one.suggestions.length > 0);
  const draft = (key: string, locationId: string | null, isIgnored = false) => setDrafts((before) => ({ ...before, [key]: { key, locationId, isIgnored } }));
  const links = Object.values(drafts);
  const save = () => work.link.mutate(links, { onSuccess: () => setDrafts({}) });
  const canLink = can('integrations.manage');
  return (
    <>
      {open.length > 0 && <Note kind="watch" role="status">{t('places.waiting', { count: open.length })}</Note>}
      {canLink && (suggested.length > 0 || links.length > 0) && (
        <div className={frame.filters}>
          {suggested.length > 0 && <Button variant="default" onClick={() => suggested.forEach((one) => draft(one.key, one.suggestions[0]!.locationId))}>{t('places.takeAll', { count: suggested.length })}</Button>}
          {links.length > 0 && <Button loading={work.link.isPending} onClick={save}>{t('places.save', { count: links.length })}</Button>}
        </div>
      )}
      <ListFrame list={query} isEmpty={places.length === 0} empty={<EmptyState icon={<IconMapPinQuestion size={22} />} title={t('places.none')} text={t('places.noneText', { title: connection.title })} />}>
        <div role="list" aria-label={t('tab.places')}>{places.map((place) => <PlaceRow key={place.key} place={place} draft={drafts[place.key]} onDraft={canLink ? draft : undefined} />)}</div>
      </ListFrame>
      {query.data && <UnplacedRules list={query.data} title={connection.title} onChoose={canLink ? (id) => work.choose.mutate(id) : undefined} />}
    </>
  );
}

function PlaceRow({ place, draft, onDraft }: { place: Place; draft: PlaceLink | undefined; onDraft: ((key: string, locationId: string | null, isIgnored?: boolean) => void) | undefined }) {
  const { t } = useTranslation('connections');
  const { tree } = useScope();
  const locationId = draft ? draft.locationId : place.locationId;
  const isIgnored = draft ? draft.isIgnored : place.ignored;
  return (
    <div className={styles.place} role="listitem">
      <span className={styles.stack}><b>{place.name}</b><span>{place.detail ?? place.key}</span></span>
      <IconArrowRight size={18} aria-hidden />
      {!onDraft ? <span>{isIgnored ? t('places.notOurs') : locationId ? tree?.get(locationId)?.name : t('places.open')}</span> : (
        <span style={{ display: 'grid', gap: 6 }}>
          <span style={{ display: 'flex', gap: 8 }}>
            <PlacePicker aria-label={t('places.which', { name: place.name })} kinds={['location']} placeholder={t(isIgnored ? 'places.notOurs' : 'places.open')} clearable value={locationId} onChange={(id) => onDraft(place.key, id)} />
            {!locationId && <Button variant="subtle" color="gray" style={{ flex: 'none' }} onClick={() => onDraft(place.key, null, !isIgnored)}>{t(isIgnored ? 'places.ours' : 'places.ignore')}</Button>}
          </span>
          {!locationId && !isIgnored && place.suggestions.length > 0 && <span className={styles.buttons}>{place.suggestions.map((one) => <Button key={one.locationId} size="compact-sm" variant="light" onClick={() => onDraft(place.key, one.locationId)}>{t('places.maybe', { name: one.name })}</Button>)}</span>}
        </span>
      )}
    </div>
  );
}

export const StreamPick = ({ streams, value, onChange }: { streams: readonly { stream: string; title: string }[]; value: string | null; onChange: (stream: string) => void }) => {
  const { t } = useTranslation('connections');
  return <Select className={frame.pick ?? ''} aria-label={t('streams.stream')} placeholder={t('streams.stream')} allowDeselect={false} value={value} onChange={(next) => next && onChange(next)} data={streams.map((one) => ({ value: one.stream, label: one.title }))} />;
};

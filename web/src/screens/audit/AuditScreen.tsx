import { Button, CloseButton, Select, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import '@mantine/dates/styles.css';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconDownload, IconFilterOff, IconHistory, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { auditQuery } from '@/api/queries';
import type { AuditEvent } from '@/api/types';
import { firstDay } from '@/format/dates';
import { useFormat } from '@/i18n/useFormat';
import { downloadCsv } from '@/parts/csv';
import { ListFrame } from '@/parts/ListFrame';
import frame from '@/parts/ListFrame.module.css';
import { ListTable, type ListColumn } from '@/parts/ListTable';
import { PageHead } from '@/parts/PageHead';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import { ACTIONS, type AuditAddress } from './address';
import { EventPanel } from './EventPanel';
import { useAuditCsv } from './useAuditCsv';
import { Verify } from './Verify';

const route = getRouteApi('/frame/audit');

/** Who did what, newest first. */
export function AuditScreen() {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const address = route.useSearch();
  const navigate = useNavigate();
  const { network, tree, can } = useScope();
  const filters = useMemo(() => ({ from: address.since, to: address.until, actor: address.actor, action: address.action, search: address.q }), [address.since, address.until, address.actor, address.action, address.q]);
  const list = useInfiniteQuery({ ...auditQuery(network.id, filters), placeholderData: keepPreviousData });
  const events = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const change = useCallback(
    (patch: Partial<AuditAddress>, replace = false) => void navigate({ to: '.', search: withSearch(patch), replace, resetScroll: false }),
    [navigate],
  );
  const clear = () => change({ since: undefined, until: undefined, actor: undefined, action: undefined, q: undefined });
  const isFiltered = Object.values(filters).some(Boolean);
  const opened = address.open ? events.find((event) => String(event.sequence) === address.open) : undefined;
  const csv = useAuditCsv(filters, (rows) => downloadCsv('audit-trail', ['sequence', 'at', 'actor', 'actor_kind', 'action', 'entity', 'entity_id', 'rows', 'summary', 'hash'],
    rows.map((e) => [e.sequence, e.at, e.actor.name, e.actor.kind, e.action, e.entity, e.entityId ?? null, e.rowCount, e.summary, e.hash])));
  const nameOfAction = (action: string) => t(`action.${action}`, { defaultValue: action.replace(/[_.]/g, ' ') });

  const columns: ListColumn<AuditEvent>[] = [
    { key: 'summary', title: t('column.what'), onPhone: 'title', cell: (event) => <span style={{ fontWeight: 550 }}>{event.summary}</span> },
    { key: 'actor', title: t('column.who'), onPhone: 'note', width: '22%', cell: (event) => <>{event.actor.name}{event.actor.kind !== 'person' && <span className="muted small"> · {t(`kind.${event.actor.kind}`, { defaultValue: event.actor.kind })}</span>}</> },
    { key: 'node', title: t('column.where'), width: '18%', cell: (event) => (event.nodeId ? (tree?.get(event.nodeId)?.name ?? '') : '') },
    { key: 'at', title: t('column.when'), onPhone: 'note', numeric: true, width: '190px', cell: (event) => <time dateTime={event.at}>{format.instant(event.at)}</time> },
  ];
  return (
    <div className={frame.screen}>
      <PageHead title={t('title')} note={t('note')} actions={
        <>
          {can('export') && events.length > 0 && <Button variant="default" leftSection={<IconDownload size={16} stroke={1.6} />} loading={csv.isPending} onClick={() => csv.mutate()}>{t('common:chart.csv')}</Button>}
          <Verify />
        </>
      } />
      <div className={frame.filters} role="search">
        <Typed label={t('find')} icon value={address.q} onChange={(q) => change({ q }, true)} wide />
        <Typed label={t('actor')} value={address.actor} onChange={(actor) => change({ actor }, true)} />
        <Select className={frame.pick ?? ''} aria-label={t('actionLabel')} placeholder={t('actionLabel')} clearable searchable value={address.action ?? null} onChange={(v) => change({ action: v ?? undefined })}
          data={[...new Set([...ACTIONS, ...(address.action ? [address.action] : [])])].map((value) => ({ value, label: nameOfAction(value) }))} />
        <DatePickerInput className={frame.pick ?? ''} aria-label={t('since')} placeholder={t('since')} clearable clearButtonProps={{ 'aria-label': t('clearOne', { name: t('since') }) }} firstDayOfWeek={firstDay(format.locale)} value={address.since ?? null} onChange={(v) => change({ since: v ?? undefined })} valueFormatter={({ date }) => (typeof date === 'string' ? t('sinceDay', { day: format.day(date) }) : '')} />
        <DatePickerInput className={frame.pick ?? ''} aria-label={t('until')} placeholder={t('until')} clearable clearButtonProps={{ 'aria-label': t('clearOne', { name: t('until') }) }} firstDayOfWeek={firstDay(format.locale)} value={address.until ?? null} onChange={(v) => change({ until: v ?? undefined })} valueFormatter={({ date }) => (typeof date === 'string' ? t('untilDay', { day: format.day(date) }) : '')} />
        {isFiltered && <Button variant="subtle" onClick={clear}>{t('clear')}</Button>}
      </div>
      <ListFrame list={list} isEmpty={events.length === 0} empty={isFiltered
        ? <EmptyState icon={<IconFilterOff size={22} />} title={t('nothing')} text={t('nothingText')} action={<Button variant="default" onClick={clear}>{t('clear')}</Button>} />
        : <EmptyState icon={<IconHistory size={22} />} title={t('empty')} text={t('emptyText')} />}>
        <ListTable caption={t('title')} columns={columns} rows={events} rowKey={(event) => String(event.sequence)} onPick={(event) => change({ open: String(event.sequence) }, address.open !== undefined)} openKey={address.open} />
      </ListFrame>
      {opened && <EventPanel key={opened.sequence} event={opened} actionName={nameOfAction(opened.action)} onActor={(actor) => change({ actor, open: undefined })} onClose={() => change({ open: undefined }, true)} />}
    </div>
  );
}

function Typed({ label, value, onChange, icon = false, wide = false }: { label: string; value: string | undefined; onChange: (value: string | undefined) => void; icon?: boolean; wide?: boolean }) {
  const { t } = useTranslation('audit');
  const [text, setText] = useState(value ?? '');
  const settle = useDebouncedCallback((next: string) => onChange(next || undefined), 250);
  useEffect(() => setText(value ?? ''), [value]);
  const write = (next: string) => { setText(next); settle(next); };
  return <TextInput className={(wide ? frame.text : frame.pick) ?? ''} value={text} onChange={(e) => write(e.currentTarget.value)} placeholder={label} aria-label={label} leftSection={icon ? <IconSearch size={16} stroke={1.6} /> : undefined}
    rightSection={text ? <CloseButton size="sm" aria-label={t('clearOne', { name: label })} onClick={() => write('')} /> : null} />;
}

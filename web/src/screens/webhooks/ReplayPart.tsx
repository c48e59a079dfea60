import { Button } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import '@mantine/dates/styles.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import { replaysQuery } from '@/api/webhookQueries';
import type { Replay, ReplayStarted, Webhook } from '@/api/webhookTypes';
import { firstDay } from '@/format/dates';
import { useFormat } from '@/i18n/useFormat';
import { fieldProblems } from '@/parts/fields';
import { ListTable } from '@/parts/ListTable';
import { Note } from '@/parts/Note';
import { Panel } from '@/parts/Panel';
import { PlaceholderLines } from '@/parts/Placeholder';
import { EmptyState, ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { TypesField } from './TypesField';
import styles from './Webhooks.module.css';

const HOUR = 3_600_000;
/** As the picker wants it: local time without a zone. */
const localText = (at: Date) => new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19).replace('T', ' ');
const instantOf = (text: string | null) => (text ? new Date(text.replace(' ', 'T')).toISOString() : null);

/** Delivers a range of time again: counted first, then started. */
export function ReplayPart({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const { network, can } = useScope();
  const queries = useQueryClient();
  const query = replaysQuery(network.id, webhook.id);
  const replays = useQuery(query);
  const [from, setFrom] = useState<string | null>(() => localText(new Date(Date.now() - 24 * HOUR)));
  const [to, setTo] = useState<string | null>(() => localText(new Date()));
  const [types, setTypes] = useState<string[]>(webhook.types);
  const start = useMutation({
    mutationFn: (dryRun: boolean) => api.post<ReplayStarted>(`${paths.webhook(network.id, webhook.id)}/replay`, { body: { from: instantOf(from), to: instantOf(to), types, dryRun } }),
    onSuccess: (done) => { if (!done.dryRun) void queries.invalidateQueries({ queryKey: query.queryKey }); },
  });
  const problems = fieldProblems(start.error, ['from', 'to', 'types']);
  const counted = start.data?.dryRun ? start.data.count : undefined;
  const edit = <T,>(set: (value: T) => void) => (value: T) => { set(value); start.reset(); };
  const pick = { valueFormat: 'YYYY-MM-DD HH:mm', firstDayOfWeek: firstDay(format.locale), popoverProps: { withinPortal: true } };
  return (
    <div className={styles.two}>
      {can('integrations.manage') && (
        <Panel title={t('replay.title')} note={t('replay.note')}>
          <div className={styles.form}>
            <div className={styles.range}>
              <DateTimePicker {...pick} label={t('replay.from')} value={from} onChange={edit(setFrom)} error={problems.of('from')} />
              <DateTimePicker {...pick} label={t('replay.to')} value={to} onChange={edit(setTo)} error={problems.of('to')} />
            </div>
            <TypesField label={t('types.label')} value={types} onChange={edit(setTypes)} error={problems.of('types')} />
            {problems.rest && <Note kind="bad" role="alert">{problems.rest}</Note>}
            {counted !== undefined && <Note kind={counted > 0 ? 'info' : 'watch'} role="status">{t('replay.counted', { count: counted })}</Note>}
            {start.data && !start.data.dryRun && <Note kind="good" role="status">{t('replay.started', { count: start.data.count })}</Note>}
            <div className={styles.buttons}>
              {counted
                ? <Button loading={start.isPending} onClick={() => start.mutate(false)}>{t('replay.start', { count: counted })}</Button>
                : <Button loading={start.isPending} disabled={!from || !to || types.length === 0} onClick={() => start.mutate(true)}>{t('replay.count')}</Button>}
            </div>
          </div>
        </Panel>
      )}
      <Panel title={t('replay.list')} flush>
        {replays.isPending ? <div style={{ padding: 'var(--pad)' }}><PlaceholderLines lines={4} /></div>
          : replays.isError ? <ErrorState error={replays.error} onRetry={() => void replays.refetch()} />
          : replays.data.items.length === 0 ? <EmptyState title={t('replay.none')} />
          : (
            <ListTable<Replay> caption={t('replay.list')} rows={replays.data.items} rowKey={(one) => one.id} columns={[
              { key: 'range', title: t('replay.range'), onPhone: 'title', cell: (one) => <span className={styles.stack}><span style={{ color: 'var(--ink)' }}>{format.instant(one.from)} – {format.instant(one.to)}</span><span className={styles.code}>{one.types.join(', ')}</span></span> },
              { key: 'done', title: t('replay.queued'), onPhone: 'end', width: '34%', cell: (one) => <ReplayProgress replay={one} /> },
            ]} />
          )}
      </Panel>
    </div>
  );
}

function ReplayProgress({ replay }: { replay: Replay }) {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const percent = replay.finishedAt ? 100 : replay.expected > 0 ? Math.min(99, (replay.queued / replay.expected) * 100) : 0;
  return (
    <span className={styles.stack}>
      <span>{t('replay.progress', { queued: format.count(replay.queued), expected: format.count(replay.expected) })}</span>
      {!replay.finishedAt && <span className={styles.track} role="progressbar" aria-label={t('replay.queued')} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(percent)}><i style={{ width: `${percent}%` }} /></span>}
    </span>
  );
}

import { SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { webhookAnalyticsQuery } from '@/api/webhookQueries';
import type { AttemptFigures, Webhook } from '@/api/webhookTypes';
import { useFormat } from '@/i18n/useFormat';
import { Chart } from '@/parts/Chart';
import { ListTable } from '@/parts/ListTable';
import { Panel } from '@/parts/Panel';
import { PlaceholderLines } from '@/parts/Placeholder';
import { EmptyState, ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { usePalette } from '@/theme/tokens';
import { attemptsOption } from './attemptsOption';
import styles from './Webhooks.module.css';

/** How deliveries went: figures, their course, and what failed for which reason. */
export function Overview({ webhook, by, onBy }: { webhook: Webhook; by: 'hour' | 'day'; onBy: (by: 'hour' | 'day') => void }) {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const palette = usePalette();
  const { network } = useScope();
  const analytics = useQuery({ ...webhookAnalyticsQuery(network.id, webhook.id, by), placeholderData: keepPreviousData });
  const data = analytics.data;
  const words = useMemo(() => ({ accepted: t('figures.accepted'), failed: t('figures.failed') }), [t]);
  const option = useMemo(() => (data ? attemptsOption(data, palette, format, words) : undefined), [data, palette, format, words]);
  if (analytics.isPending) return <Panel><PlaceholderLines lines={8} /></Panel>;
  if (!data) return <Panel><ErrorState error={analytics.error} onRetry={() => void analytics.refetch()} /></Panel>;
  const milliseconds = (value: number | null) => (value === null ? '–' : t('ms', { value: format.count(value) }));
  const share = (figures: AttemptFigures) => (figures.successShare === null ? '–' : format.ratio(figures.successShare, 1));
  const facts: [string, string, boolean?][] = [
    [t('figures.attempts'), format.count(data.total.attempts)],
    [t('figures.success'), share(data.total)],
    [t('figures.p50'), milliseconds(data.total.p50Ms)],
    [t('figures.p95'), milliseconds(data.total.p95Ms)],
    [t('figures.waiting'), format.count(data.waiting)],
    [t('figures.dead'), format.count(data.dead), data.dead > 0],
  ];
  return (
    <>
      <dl className={styles.figures}>{facts.map(([name, value, isBad]) => <div key={name} className={styles.figure} data-tone={isBad ? 'bad' : undefined}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <Panel title={t('figures.course')} actions={<SegmentedControl size="xs" aria-label={t('figures.by')} value={by} onChange={(value) => onBy(value as 'hour' | 'day')} data={[{ value: 'hour', label: t('figures.hours') }, { value: 'day', label: t('figures.days') }]} />}>
        {data.steps.length === 0 ? <EmptyState title={t('figures.none')} text={t('figures.noneText')} /> : <Chart option={option!} height={220} label={t('figures.course')} />}
      </Panel>
      <div className={styles.two}>
        <Panel title={t('figures.byType')} flush>
          {data.byType.length === 0 ? <EmptyState title={t('figures.none')} /> : (
            <ListTable caption={t('figures.byType')} rows={data.byType} rowKey={(one) => one.type} columns={[
              { key: 'type', title: t('column.type'), onPhone: 'title', cell: (one) => <span className={styles.code}>{one.type}</span> },
              { key: 'attempts', title: t('figures.attempts'), numeric: true, onPhone: 'note', cell: (one) => format.count(one.figures.attempts) },
              { key: 'success', title: t('figures.success'), numeric: true, onPhone: 'end', cell: (one) => share(one.figures) },
              { key: 'p95', title: t('figures.p95'), numeric: true, cell: (one) => milliseconds(one.figures.p95Ms) },
            ]} />
          )}
        </Panel>
        <Panel title={t('figures.failures')} flush>
          {data.total.failures.length === 0 ? <EmptyState title={t('figures.noFailure')} /> : (
            <ListTable caption={t('figures.failures')} rows={data.total.failures} rowKey={(one) => one.cause} columns={[
              { key: 'cause', title: t('column.cause'), onPhone: 'title', cell: (one) => t(`cause.${one.cause}`, { defaultValue: one.cause.replaceAll('_', ' ') }) },
              { key: 'count', title: t('column.count'), numeric: true, onPhone: 'end', cell: (one) => format.count(one.count) },
            ]} />
          )}
        </Panel>
      </div>
    </>
  );
}

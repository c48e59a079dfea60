import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { connectionQueries } from '@/api/hubQueries';
import type { Connection } from '@/api/hubTypes';
import { useFormat } from '@/i18n/useFormat';
import { ListTable } from '@/parts/ListTable';
import { Panel } from '@/parts/Panel';
import { PlaceholderLines } from '@/parts/Placeholder';
import { Sparkline } from '@/parts/Sparkline';
import { EmptyState, ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import styles from './Hub.module.css';
import { useAgo, useSpan } from './spans';
import { healthTone } from './wall';

/** How well it does, and what that is made of. */
export function HealthPart({ connection }: { connection: Connection }) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const [ago, span] = [useAgo(), useSpan()];
  const { network } = useScope();
  const health = useQuery(connectionQueries(network.id, connection.id).health);
  if (!health.data) return <Panel title={t('health.title')}>{health.isError ? <ErrorState error={health.error} onRetry={() => void health.refetch()} /> : <PlaceholderLines lines={4} />}</Panel>;
  const { score, parts, errors, history, calls, lagSeconds, lastSyncAt } = health.data;
  const failed = errors.reduce((sum, one) => sum + one.count, 0);
  const facts: [string, string, string?][] = [
    [t('fact.health'), score === null ? '–' : t('health.of', { score: format.count(score) }), score === null ? undefined : healthTone(score)],
    [t('fact.lag'), span(lagSeconds)],
    [t('streams.last'), ago(lastSyncAt, t('never'))],
    [t('health.calls'), format.count(calls)],
    [t('health.failed'), format.count(failed), failed > 0 ? 'watch' : undefined],
  ];
  return (
    <>
      <dl className={styles.figures}>{facts.map(([name, value, tone]) => <div key={name} className={styles.figure} data-tone={tone}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <div className={styles.two}>
        <Panel title={t('health.made')} note={t('health.madeNote')}>
          {parts.length === 0 ? <EmptyState title={t('health.unknown')} text={t('health.unknownText')} /> : (
            <div className={styles.form}>
              {parts.map((part) => (
                <div key={part.name} className={styles.meter}>
                  <span className={styles.line}><span>{t(`health.part.${part.name}`, { defaultValue: part.name })}</span><span className="muted">{format.ratio(part.value, 0)} · {t('health.weight', { weight: format.ratio(part.weight, 0) })}</span></span>
                  <span className={styles.track} role="meter" aria-label={t(`health.part.${part.name}`, { defaultValue: part.name })} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(part.value * 100)}><i style={{ width: `${part.value * 100}%`, background: `var(--${healthTone(part.value * 100)})` }} /></span>
                </div>
              ))}
            </div>
          )}
        </Panel>
        <Panel title={t('health.week')} note={history.length > 1 ? t('health.weekNote') : undefined}>
          {history.length > 1 && <Sparkline values={history.map((one) => one.score)} min={0} max={100} height={64} area label={t('health.week')} />}
          {errors.length === 0 ? <EmptyState title={t('health.noError')} /> : (
            <ListTable caption={t('health.failed')} rows={errors} rowKey={(one) => one.class} columns={[
              { key: 'class', title: t('health.class'), onPhone: 'title', cell: (one) => t(`health.kind.${one.class}`, { defaultValue: one.class.replaceAll('_', ' ') }) },
              { key: 'count', title: t('health.count'), numeric: true, onPhone: 'note', cell: (one) => format.count(one.count) },
              { key: 'share', title: t('health.share'), numeric: true, onPhone: 'end', cell: (one) => <span style={one.share > one.budget ? { color: 'var(--bad)', fontWeight: 600 } : undefined}>{format.ratio(one.share, 3)} <span className="muted">/ {format.ratio(one.budget, 3)}</span></span> },
            ]} />
          )}
        </Panel>
      </div>
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { connectionQueries } from '@/api/hubQueries';
import type { Connection, TraceSource } from '@/api/hubTypes';
import { useFormat } from '@/i18n/useFormat';
import { Facts } from '@/parts/Facts';
import { PlaceholderLines } from '@/parts/Placeholder';
import { SidePanel } from '@/parts/SidePanel';
import { ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import styles from './Hub.module.css';

/** The way of a record: from the vendor's page or message to what became of it elsewhere. */
export function TracePanel({ connection, recordId, onClose }: { connection: Connection; recordId: string; onClose: () => void }) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const { network, tree } = useScope();
  const query = useQuery(connectionQueries(network.id, connection.id).trace(recordId));
  const trace = query.data;
  if (!trace) return <SidePanel title={t('trace.title')} onClose={onClose}>{query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <PlaceholderLines lines={8} />}</SidePanel>;
  const source = (one: TraceSource | null) => (one ? `${t(`trace.kind.${one.kind}`, { defaultValue: one.kind })}${one.what ? ` · ${one.what}` : ''} · ${format.instant(one.at)}` : '–');
  return (
    <SidePanel title={t('trace.title')} note={`${t(`record.${trace.record}`, { defaultValue: trace.record })} · ${trace.key}`} onClose={onClose}>
      <div className={styles.part}>
        <Facts facts={[
          [t('trace.first'), source(trace.first)], [t('trace.last'), source(trace.last)], [t('trace.map'), trace.mappingVersion === 0 ? t('mapping.own') : t('mapping.version', { version: trace.mappingVersion })],
          [t('trace.vendorVersion'), trace.vendorVersion ?? '–'], [t('trace.place'), tree?.get(trace.locationId)?.name ?? '–'],
          ...(trace.changedHere.length > 0 ? [[t('trace.changedHere'), trace.changedHere.join(', ')] as const] : []),
          ...(trace.removedAt ? [[t('trace.removed'), format.instant(trace.removedAt)] as const] : []),
        ]} />
      </div>
      <div className={styles.part}>
        <h3>{t('trace.changes')}</h3>
        <ol className={styles.plain}>{trace.changes.map((one) => <li key={one.seq}><span>{t(`trace.op.${one.op}`, { defaultValue: one.op })} · {format.instant(one.at)}<span className={styles.small}>{[one.by, one.cause, `#${one.seq}`].filter(Boolean).join(' · ')}</span></span></li>)}</ol>
      </div>
      <div className={styles.part}>
        <h3>{t('trace.pushes')}</h3>
        {trace.pushes.length === 0 ? <p className="muted">{t('trace.noPush')}</p> : <ol className={styles.plain}>{trace.pushes.map((one) => <li key={one.id}><span>{one.action.replaceAll('_', ' ')} · {one.state}<span className={styles.small}>{[one.vendorKey, format.instant(one.finishedAt ?? one.createdAt)].filter(Boolean).join(' · ')}</span></span></li>)}</ol>}
      </div>
    </SidePanel>
  );
}

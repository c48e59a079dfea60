import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionQueries } from '@/api/hubQueries';
import type { Connection, MappingFault } from '@/api/hubTypes';
import { useFormat } from '@/i18n/useFormat';
import { ListFrame } from '@/parts/ListFrame';
import { ListTable } from '@/parts/ListTable';
import { Panel } from '@/parts/Panel';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import styles from './Hub.module.css';

/** Values that no map reads, and values that could not become part of a record, each with a record it was seen in. */
export function MappingFaults({ connection, stream }: { connection: Connection; stream: string }) {
  const { t } = useTranslation('connections');
  const format = useFormat();
  const { network } = useScope();
  const [kind, setKind] = useState<MappingFault['kind']>('rejected');
  const faults = useQuery(connectionQueries(network.id, connection.id).faults);
  const ofStream = (faults.data?.items ?? []).filter((one) => one.stream === stream);
  const items = ofStream.filter((one) => one.kind === kind);
  const count = (wanted: MappingFault['kind']) => ofStream.filter((one) => one.kind === wanted).length;
  return (
    <Panel title={t('faults.title')} note={t('faults.note')} flush
      actions={<SegmentedControl size="xs" aria-label={t('faults.kind')} value={kind} onChange={(value) => setKind(value as MappingFault['kind'])} data={(['rejected', 'unmapped'] as const).map((value) => ({ value, label: t(`faults.${value}`, { count: count(value) }) }))} />}>
      <div className={styles.bare}>
        <ListFrame list={faults} isEmpty={items.length === 0} empty={<EmptyState title={t(`faults.none.${kind}`)} />}>
          <ListTable<MappingFault> caption={t('faults.title')} rows={items} rowKey={(one) => `${one.kind} ${one.field} ${one.recordKey}`} columns={[
            { key: 'field', title: t('faults.field'), onPhone: 'title', cell: (one) => <span className={styles.stack}><b className={styles.code}>{one.field}</b><span>{one.detail ?? ''}</span></span> },
            { key: 'record', title: t('faults.record', { title: connection.title }), onPhone: 'note', width: '26%', cell: (one) => <span className={styles.code}>{one.recordKey}</span> },
            { key: 'times', title: t('errors.times'), numeric: true, onPhone: 'end', width: '90px', cell: (one) => format.count(one.times) },
            { key: 'last', title: t('errors.last'), numeric: true, width: '190px', cell: (one) => <time dateTime={one.lastAt}>{format.instant(one.lastAt)}</time> },
          ]} />
        </ListFrame>
      </div>
    </Panel>
  );
}

import { Button } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { priceTestsQuery } from '@/api/predictionQueries';
import type { PriceTest } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { ListTable, type ListColumn } from '@/parts/ListTable';
import { Panel } from '@/parts/Panel';
import { PlaceholderLines } from '@/parts/Placeholder';
import { StateMark } from '@/parts/StateMark';
import { EmptyState, ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import styles from './Prices.module.css';
import { testShare, VERDICT_TONES } from './priceWords';

/** Trials of prices, each with how far it is to the size that was fixed beforehand, and what it has shown. */
export function PriceTests({ openId, onOpen }: { openId: string | undefined; onOpen: (id: string) => void }) {
  const { t } = useTranslation('prices');
  const format = useFormat();
  const { network, can } = useScope();
  const tests = useQuery(priceTestsQuery(network.id));
  const rows = tests.data?.items ?? [];
  const start = can('predictions.manage') ? <Button size="sm" variant="default" leftSection={<IconFlask size={15} stroke={1.6} />} onClick={() => onOpen('new')}>{t('test.new')}</Button> : undefined;
  const columns: ListColumn<PriceTest>[] = [
    { key: 'service', title: t('column.service'), onPhone: 'title', width: '24%', cell: (one) => <span className={styles.stack}><b>{one.service}</b><span>{t('test.at', { price: format.money(one.newPrice, network.currency) })}</span></span> },
    { key: 'verdict', title: t('column.state'), onPhone: 'note', cell: (one) => <StateMark tone={VERDICT_TONES[one.verdict]} word={t(`verdict.${one.verdict}`)} /> },
    { key: 'seen', title: t('column.size'), onPhone: 'note', cell: (one) => <span className={styles.progress}><span className={styles.track} aria-hidden><i style={{ width: `${testShare(one) * 100}%` }} /></span><span className="small muted">{t('test.seen', { seen: format.count(one.seen), planned: format.count(one.planned) })}</span></span> },
    { key: 'effect', title: t('column.effect'), numeric: true, onPhone: 'end', cell: (one) => (one.effect === null ? '–' : <span className={styles.stack} style={{ justifyItems: 'end' }}><b>{format.change(one.effect)}</b>{one.low !== null && one.high !== null && <span>{t('test.between', { low: format.change(one.low), high: format.change(one.high) })}</span>}</span>) },
    { key: 'starts', title: t('column.starts'), numeric: true, cell: (one) => format.day(one.startsOn) },
  ];
  return (
    <Panel id="tests" title={t('test.title')} note={t('test.note')} actions={rows.length > 0 ? start : undefined} flush>
      {tests.isPending ? <div style={{ padding: 'var(--pad)' }}><PlaceholderLines lines={4} /></div> : tests.isError && !tests.data ? <ErrorState error={tests.error} onRetry={() => void tests.refetch()} />
        : rows.length === 0 ? <EmptyState icon={<IconFlask size={22} />} title={t('test.empty')} text={t('test.emptyText')} {...(start ? { action: start } : {})} />
        : <ListTable caption={t('test.title')} columns={columns} rows={rows} rowKey={(one) => one.id} onPick={(one) => onOpen(one.id)} openKey={openId} />}
    </Panel>
  );
}

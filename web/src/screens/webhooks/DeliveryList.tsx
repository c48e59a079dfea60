import type { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Delivery } from '@/api/webhookTypes';
import { useFormat } from '@/i18n/useFormat';
import { ListFrame } from '@/parts/ListFrame';
import { ListTable, type ListColumn } from '@/parts/ListTable';
import { StateMark } from '@/parts/StateMark';
import { deliveryStateOf } from './state';
import styles from './Webhooks.module.css';

interface Props { list: Parameters<typeof ListFrame>[0]['list'] & Pick<ReturnType<typeof useInfiniteQuery>, 'isPending'>; items: readonly Delivery[]; caption: string; empty: ReactNode; openId?: string | undefined; onOpen: (id: string) => void }

/** Deliveries, each a way to its attempts. */
export function DeliveryList({ list, items, caption, empty, openId, onOpen }: Props) {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const columns: ListColumn<Delivery>[] = [
    { key: 'type', title: t('column.type'), onPhone: 'title', cell: (one) => <span className={styles.stack}><span className={styles.code} style={{ color: 'var(--ink)' }}>{one.type}</span>{one.cause && <span>{t(`cause.${one.cause}`, { defaultValue: one.cause.replaceAll('_', ' ') })}</span>}</span> },
    { key: 'attempts', title: t('column.attempts'), numeric: true, width: '96px', cell: (one) => format.count(one.attempts) },
    { key: 'status', title: t('column.answer'), numeric: true, onPhone: 'note', width: '150px', cell: (one) => (one.lastAttemptAt ? <>{one.status ?? t('noAnswer')}{one.latencyMs !== null && <span className="muted"> · {t('ms', { value: format.count(one.latencyMs) })}</span>}</> : <span className="muted">–</span>) },
    { key: 'created', title: t('column.created'), numeric: true, onPhone: 'note', width: '190px', cell: (one) => <time dateTime={one.createdAt}>{format.instant(one.createdAt)}</time> },
    { key: 'state', title: t('column.state'), onPhone: 'end', width: '140px', cell: (one) => { const { word, tone } = deliveryStateOf(one); return <StateMark tone={tone} word={t(`deliveryWord.${word}`)} />; } },
  ];
  return (
    <ListFrame list={list} isEmpty={items.length === 0} empty={empty}>
      <ListTable caption={caption} columns={columns} rows={items} rowKey={(one) => one.id} onPick={(one) => onOpen(one.id)} openKey={openId} />
    </ListFrame>
  );
}

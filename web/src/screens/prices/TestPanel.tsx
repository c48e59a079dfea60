import { Button } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import { priceTestsQuery } from '@/api/predictionQueries';
import type { PriceTest } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { Facts } from '@/parts/Facts';
import { sentenceOf } from '@/parts/fields';
import { Note } from '@/parts/Note';
import { PlaceholderLines } from '@/parts/Placeholder';
import { SidePanel } from '@/parts/SidePanel';
import { StateMark } from '@/parts/StateMark';
import { EmptyState } from '@/parts/States';
import { toast, toastError } from '@/parts/toast';
import { useScope } from '@/scope/Scope';
import styles from './Prices.module.css';
import { VERDICT_TONES } from './priceWords';

/** One trial: its groups, the size and stop rule that were fixed beforehand, and what it has shown so far. */
export function TestPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('prices');
  const format = useFormat();
  const { network, tree, can } = useScope();
  const queries = useQueryClient();
  const tests = useQuery(priceTestsQuery(network.id));
  const stop = useMutation({
    mutationFn: () => api.post<PriceTest>(`${paths.predictions(network.id)}/price-tests/${id}/stop`),
    onSuccess: () => toast(t('test.stopped')),
    onError: (error) => toastError(sentenceOf(error, t('common:failed'))),
    onSettled: () => queries.invalidateQueries({ queryKey: priceTestsQuery(network.id).queryKey }),
  });
  const test = tests.data?.items.find((one) => one.id === id);
  if (!test) return <SidePanel title={t('test.one')} onClose={onClose}>{tests.isPending ? <PlaceholderLines lines={8} /> : <EmptyState title={t('common:state.notFoundTitle')} />}</SidePanel>;
  const names = (ids: readonly string[]) => ids.map((one) => tree?.get(one)?.name ?? one).join(', ');
  const isOpen = test.state === 'running' || test.state === 'waiting';
  return (
    <SidePanel title={test.service} note={t('test.at', { price: format.money(test.newPrice, network.currency) })} onClose={onClose}
      bar={<><StateMark tone={VERDICT_TONES[test.verdict]} word={t(`verdict.${test.verdict}`)} />{isOpen && can('predictions.manage') && <Button size="sm" variant="default" leftSection={<IconPlayerStop size={15} stroke={1.6} />} loading={stop.isPending} onClick={() => stop.mutate()}>{t('test.stop')}</Button>}</>}>
      <Note kind={test.verdict === 'decided' ? 'good' : 'info'}>{test.sentence}</Note>
      <div className={styles.part}>
        <Facts facts={[
          [t('test.effect'), test.effect === null ? t('test.noEffect') : format.change(test.effect)],
          ...(test.low !== null && test.high !== null ? [[t('test.interval'), t('test.between', { low: format.change(test.low), high: format.change(test.high) })] as const] : []),
          [t('column.size'), t('test.seen', { seen: format.count(test.seen), planned: format.count(test.planned) })],
          [t('test.smallest'), format.ratio(test.smallestChange)],
          [t('column.starts'), format.day(test.startsOn)],
          [t('test.weeks'), format.count(test.weeks)],
          [t('test.trying'), names(test.trying)],
          [t('test.staying'), names(test.staying)],
        ]} />
      </div>
      <p className="muted small">{t('test.rule')}</p>
    </SidePanel>
  );
}

import { Button, Autocomplete, MultiSelect, NumberInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import { priceTestsQuery } from '@/api/predictionQueries';
import type { PriceTest } from '@/api/predictionTypes';
import type { Decimal } from '@/api/types';
import { fieldProblems } from '@/parts/fields';
import { Note } from '@/parts/Note';
import { SidePanel } from '@/parts/SidePanel';
import { toast } from '@/parts/toast';
import { useScope } from '@/scope/Scope';
import styles from './Prices.module.css';

interface Props { service: string | undefined; price: Decimal | undefined; services: readonly string[]; currency: string; onDone: (id: string) => void; onClose: () => void }

/** Starts a trial: which price, in which shops, and from which change on it matters. Size and stop rule follow and stay. */
export function NewTestPanel({ service, price, services, currency, onDone, onClose }: Props) {
  const { t } = useTranslation('prices');
  const { network, tree } = useScope();
  const queries = useQueryClient();
  const [form, setForm] = useState({ service: service ?? '', newPrice: (price === undefined ? '' : Number(price)) as string | number, locationIds: [] as string[], smallest: 5 as string | number });
  const start = useMutation({
    mutationFn: () => api.post<PriceTest>(`${paths.predictions(network.id)}/price-tests`, {
      body: { service: form.service, newPrice: form.newPrice === '' ? null : String(form.newPrice), locationIds: form.locationIds, smallestChange: form.smallest === '' ? null : Number(form.smallest) / 100, weeks: null, startsOn: null },
      idempotencyKey: crypto.randomUUID(),
    }),
    onSuccess: (test) => { toast(t('test.started')); void queries.invalidateQueries({ queryKey: priceTestsQuery(network.id).queryKey }); onDone(test.id); },
  });
  const faults = fieldProblems(start.error, ['service', 'newPrice', 'locationIds', 'smallestChange']);
  const shops = (tree?.all ?? []).filter((node) => node.kind === 'location' && node.status === 'open').map((node) => ({ value: node.id, label: node.name }));
  const submit = (event: FormEvent) => { event.preventDefault(); start.mutate(); };
  return (
    <SidePanel title={t('test.new')} note={t('test.newNote')} onClose={onClose}>
      <form onSubmit={submit} className={styles.form}>
        <Autocomplete label={t('column.service')} data={[...services]} value={form.service} onChange={(value) => setForm({ ...form, service: value })} error={faults.of('service')} required />
        <NumberInput label={t('test.newPrice', { currency })} min={0} decimalScale={2} value={form.newPrice} onChange={(newPrice) => setForm({ ...form, newPrice })} error={faults.of('newPrice')} required />
        <MultiSelect label={t('test.shops')} description={t('test.shopsNote')} searchable data={shops} value={form.locationIds} onChange={(locationIds) => setForm({ ...form, locationIds })} error={faults.of('locationIds')} required />
        <NumberInput label={t('test.smallestInput')} description={t('test.smallestNote')} min={0.5} max={100} suffix=" %" value={form.smallest} onChange={(smallest) => setForm({ ...form, smallest })} error={faults.of('smallestChange')} />
        {faults.rest && <Note kind="bad" role="alert">{faults.rest}</Note>}
        <div><Button type="submit" loading={start.isPending}>{t('test.start')}</Button></div>
      </form>
    </SidePanel>
  );
}

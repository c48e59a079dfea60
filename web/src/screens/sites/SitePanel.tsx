import { Button, NumberInput, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import { PREDICTIONS } from '@/api/predictionQueries';
import type { Site } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { Facts } from '@/parts/Facts';
import { fieldProblems, sentenceOf } from '@/parts/fields';
import { Note } from '@/parts/Note';
import { PlacePicker } from '@/parts/PlacePicker';
import { SidePanel } from '@/parts/SidePanel';
import { toast, toastError, toastUndo } from '@/parts/toast';
import { useScope } from '@/scope/Scope';
import { bodyOf, formOf, SITE_FIELDS, type SiteForm } from './siteForm';
import styles from './Sites.module.css';

const REGIONS = ['region'] as const;

/** One candidate: what a shop there would bring, and every assumption behind it, each of which can be changed. */
export function SitePanel({ site, region, onDone, onClose }: { site: Site | undefined; region: string | undefined; onDone: (id: string) => void; onClose: () => void }) {
  const { t } = useTranslation('sites');
  const format = useFormat();
  const { network, can } = useScope();
  const queries = useQueryClient();
  const [form, setForm] = useState<SiteForm>(() => formOf(site, region ?? null));
  const base = `${paths.predictions(network.id)}/sites`;
  const refresh = () => queries.invalidateQueries({ queryKey: [PREDICTIONS, network.id, 'sites'] });
  const save = useMutation({
    mutationFn: () => (site ? api.put<Site>(`${base}/${site.id}`, { body: bodyOf(form), version: site.version }) : api.post<Site>(base, { body: bodyOf(form), idempotencyKey: crypto.randomUUID() })),
    onSuccess: async (saved) => { await refresh(); toast(t(site ? 'saved' : 'added')); onDone(saved.id); },
  });
  const remove = useMutation({
    mutationFn: () => api.delete(`${base}/${site!.id}`),
    onSuccess: async () => { const body = bodyOf(formOf(site, null)); await refresh(); onClose(); toastUndo(t('removed'), () => void api.post<Site>(base, { body }).then(refresh, (error: unknown) => toastError(sentenceOf(error, t('common:failed'))))); },
    onError: (error) => toastError(sentenceOf(error, t('common:failed'))),
  });
  const mayChange = can('predictions.manage');
  const faults = fieldProblems(save.error, SITE_FIELDS);
  const currency = site?.currency ?? network.currency;
  const set = (patch: Partial<SiteForm>) => setForm((before) => ({ ...before, ...patch }));
  const submit = (event: FormEvent) => { event.preventDefault(); save.mutate(); };
  const outlook = site?.outlook;
  return (
    <SidePanel title={site?.name ?? t('add')} note={site?.rank ? t('rank', { rank: site.rank }) : undefined} onClose={onClose} bar={site && mayChange && <Button size="sm" variant="subtle" color="red" leftSection={<IconTrash size={15} stroke={1.6} />} loading={remove.isPending} onClick={() => remove.mutate()}>{t('remove')}</Button>}>
      {outlook && (
        <div className={styles.part}>
          <Facts facts={[
            [t('column.twelve'), t('fact.return', { value: format.ratio(outlook.return, 0), low: format.ratio(outlook.low, 0), high: format.ratio(outlook.high, 0) })],
            [t('column.sales'), format.moneyWhole(outlook.sales, currency)],
            [t('column.taken'), format.moneyWhole(outlook.takenFromOwn, currency)],
            [t('fact.shops'), format.count(outlook.shops)],
          ]} />
          <Note kind={outlook.restsOnLittle ? 'watch' : 'info'}>{outlook.sentence}</Note>
        </div>
      )}
      {site && !outlook && <div className={styles.part}><Note kind="watch">{t('unknownText')}</Note></div>}
      <form onSubmit={submit} className={styles.form}>
        <h3>{t('assumed')}</h3>
        <fieldset disabled={!mayChange} className={styles.fields}>
          <PlacePicker label={t('field.region')} kinds={REGIONS} value={form.regionId} onChange={(regionId) => set({ regionId })} error={faults.of('regionId')} required />
          <TextInput label={t('field.name')} value={form.name} onChange={(event) => set({ name: event.currentTarget.value })} error={faults.of('name')} required />
          <div className={styles.pair}>
            <NumberInput label={t('field.latitude')} decimalScale={6} value={form.latitude} onChange={(latitude) => set({ latitude })} error={faults.of('latitude')} required />
            <NumberInput label={t('field.longitude')} decimalScale={6} value={form.longitude} onChange={(longitude) => set({ longitude })} error={faults.of('longitude')} required />
            <NumberInput label={t('field.chairs')} min={1} value={form.chairs} onChange={(chairs) => set({ chairs })} error={faults.of('chairs')} />
            <NumberInput label={t('field.investment', { currency })} thousandSeparator min={0} value={form.investment} onChange={(investment) => set({ investment })} error={faults.of('investment')} required />
            <NumberInput label={t('field.runningCost', { currency })} thousandSeparator min={0} value={form.runningCost} onChange={(runningCost) => set({ runningCost })} error={faults.of('runningCost')} required />
            <NumberInput label={t('field.contribution')} suffix=" %" min={0} max={100} value={form.contribution} onChange={(contribution) => set({ contribution })} error={faults.of('contributionRate')} />
            <NumberInput label={t('field.firstYear')} suffix=" %" min={0} max={100} value={form.firstYear} onChange={(firstYear) => set({ firstYear })} error={faults.of('firstYearShare')} />
            <NumberInput label={t('field.areaDemand', { currency })} placeholder={t('field.asNearby')} thousandSeparator min={0} value={form.areaDemand} onChange={(areaDemand) => set({ areaDemand })} error={faults.of('areaDemand')} />
          </div>
          {form.competitors.length > 0 && <p className="muted small">{t('competitors', { count: form.competitors.length })}</p>}
          {faults.rest && <Note kind="bad" role="alert">{faults.rest}</Note>}
          {mayChange && <div><Button type="submit" loading={save.isPending}>{t(site ? 'common:save' : 'add')}</Button></div>}
        </fieldset>
      </form>
    </SidePanel>
  );
}

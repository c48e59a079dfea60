import { Button, NumberInput, SegmentedControl, Select } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import { sitesQuery } from '@/api/predictionQueries';
import { SCENARIO_KINDS, type Scenario, type ScenarioKind, type UnitRef } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { fieldProblems } from '@/parts/fields';
import { Note } from '@/parts/Note';
import { Panel } from '@/parts/Panel';
import { useScope } from '@/scope/Scope';
import { hourLabel } from '@/screens/shop/localTime';
import styles from './Scenarios.module.css';
import { scenarioBody, SCENARIO_FIELDS, type ScenarioForm } from './scenarioForm';
import { ScenarioOutcome } from './ScenarioOutcome';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const EMPTY: ScenarioForm = { kind: 'price', percent: 5, weekday: 6, hours: 'add', from: 9, to: 10, siteId: null };

/** A shop's forecast with other prices, other hours, a promotion or a new shop nearby, beside the forecast without. */
export function Scenarios({ node }: { node: UnitRef }) {
  const { t } = useTranslation('forecast');
  const format = useFormat();
  const { network } = useScope();
  const [form, setForm] = useState<ScenarioForm>(EMPTY);
  const sites = useQuery({ ...sitesQuery(network.id, undefined), enabled: form.kind === 'opening' }).data?.items ?? [];
  const run = useMutation({ mutationFn: () => api.post<Scenario>(`${paths.predictions(network.id)}/scenarios`, { body: scenarioBody(node.id, form) }) });
  const set = (patch: Partial<ScenarioForm>) => setForm((before) => ({ ...before, ...patch }));
  const faults = fieldProblems(run.error, SCENARIO_FIELDS);
  const submit = (event: FormEvent) => { event.preventDefault(); run.mutate(); };
  const hours = HOURS.map((hour) => ({ value: String(hour), label: hourLabel(hour, format.locale) }));
  return (
    <Panel id="scenarios" title={t('scenario.title', { name: node.name })} note={t('scenario.note')}>
      <form onSubmit={submit} className={styles.form}>
        <SegmentedControl className={styles.kinds ?? ''} aria-label={t('scenario.kind')} value={form.kind} onChange={(kind) => { set({ kind: kind as ScenarioKind, percent: kind === 'promotion' ? -10 : 5 }); run.reset(); }} data={SCENARIO_KINDS.map((value) => ({ value, label: t(`scenario.kinds.${value}`) }))} />
        {(form.kind === 'price' || form.kind === 'promotion') && <NumberInput className={styles.field ?? ''} label={t(`scenario.percent.${form.kind}`)} suffix=" %" value={form.percent} onChange={(percent) => set({ percent })} error={faults.of('priceChange')} />}
        {form.kind === 'hours' && (
          <>
            <Select className={styles.field ?? ''} label={t('scenario.hours')} allowDeselect={false} value={form.hours} onChange={(value) => set({ hours: value === 'drop' ? 'drop' : 'add' })} data={[{ value: 'add', label: t('scenario.add') }, { value: 'drop', label: t('scenario.drop') }]} error={faults.of('addHours')} />
            <Select className={styles.field ?? ''} label={t('scenario.weekday')} allowDeselect={false} value={String(form.weekday)} onChange={(value) => set({ weekday: Number(value) })} data={WEEKDAYS.map((day) => ({ value: String(day), label: format.weekday(day % 7) }))} error={faults.of('weekday')} />
            <Select className={styles.field ?? ''} label={t('scenario.from')} allowDeselect={false} value={String(form.from)} onChange={(value) => set({ from: Number(value) })} data={hours} />
            <Select className={styles.field ?? ''} label={t('scenario.to')} allowDeselect={false} value={String(form.to)} onChange={(value) => set({ to: Number(value) })} data={[...hours.slice(1), { value: '24', label: hourLabel(24, format.locale) }]} />
          </>
        )}
        {form.kind === 'opening' && <Select className={styles.field ?? ''} label={t('scenario.site')} placeholder={t('scenario.noSite')} value={form.siteId} onChange={(siteId) => set({ siteId })} data={sites.map((one) => ({ value: one.id, label: one.name }))} error={faults.of('siteId')} />}
        <Button type="submit" loading={run.isPending}>{t('scenario.try')}</Button>
      </form>
      {run.isError && faults.rest && <div className={styles.answer}><Note kind="watch" role="alert">{faults.rest}</Note></div>}
      {run.data && <div className={styles.answer}><ScenarioOutcome scenario={run.data} /></div>}
    </Panel>
  );
}

import { Button, Select, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import '@mantine/dates/styles.css';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { catalogueQuery, targetsQuery } from '@/api/queries';
import { useFormat } from '@/i18n/useFormat';
import { fieldProblems } from '@/parts/fields';
import { Note } from '@/parts/Note';
import { PlaceholderLines } from '@/parts/Placeholder';
import { ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import styles from './UnitPanel.module.css';
import { useUnitWork } from './useUnitWork';

/** What a unit should reach, measure by measure, from a day on. */
export function TargetsPart({ nodeId }: { nodeId: string }) {
  const { t } = useTranslation('structure');
  const format = useFormat();
  const { network, tree, today } = useScope();
  const targets = useQuery(targetsQuery(network.id, nodeId));
  const catalogue = useQuery(catalogueQuery());
  const { setTarget } = useUnitWork();
  const [measure, setMeasure] = useState<string | null>(null);
  const [value, setValue] = useState('');
  const [from, setFrom] = useState<string | null>(today);
  const currency = tree?.get(nodeId)?.currency ?? network.currency;
  const definition = (name: string) => catalogue.data?.items.find((item) => item.name === name);
  const own = (targets.data?.items ?? []).filter((target) => target.nodeId === nodeId);
  const problems = fieldProblems(setTarget.error, ['measure', 'value', 'from']);
  const picked = measure ? definition(measure) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (measure && value.trim() && from) setTarget.mutate({ measure, nodeId, value: value.trim().replace(',', '.'), from }, { onSuccess: () => { setMeasure(null); setValue(''); } });
  };
  if (targets.isPending) return <PlaceholderLines lines={4} />;
  if (targets.isError) return <ErrorState error={targets.error} onRetry={() => void targets.refetch()} />;
  return (
    <>
      <ul className={styles.targets}>
        {own.map((target) => <li key={`${target.measure}:${target.from}`}><span>{definition(target.measure)?.title ?? target.measure}<span>{t('targets.since', { day: format.day(target.from) })}</span></span><b>{format.value(target.value, definition(target.measure)?.unit ?? 'count', currency)}</b></li>)}
        {own.length === 0 && <li className="muted">{t('targets.none')}</li>}
      </ul>
      <form className={styles.form} onSubmit={submit}>
        <Select label={t('targets.measure')} searchable value={measure} onChange={setMeasure} data={(catalogue.data?.items ?? []).map((item) => ({ value: item.name, label: item.title }))} error={problems.of('measure')} />
        <div className={styles.two}>
          <TextInput label={t('targets.value', { unit: picked ? (picked.unit === 'money' ? currency : t(`common:units.${picked.unit}`)) : '' })} inputMode="decimal" value={value} onChange={(e) => setValue(e.currentTarget.value)} error={problems.of('value')} />
          <DatePickerInput label={t('targets.from')} value={from} onChange={setFrom} error={problems.of('from')} popoverProps={{ withinPortal: false }} />
        </div>
        {problems.rest && <Note kind="bad" role="alert">{problems.rest}</Note>}
        <div><Button type="submit" disabled={!measure || !value.trim() || !from} loading={setTarget.isPending}>{t('targets.set')}</Button></div>
      </form>
    </>
  );
}

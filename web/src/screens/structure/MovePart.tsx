import { Button } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import '@mantine/dates/styles.css';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TreeNode } from '@/api/types';
import type { UnitKind } from '@/api/paths';
import { Note } from '@/parts/Note';
import { PlacePicker } from '@/parts/PlacePicker';
import { useScope } from '@/scope/Scope';
import { HOLDERS } from './unitKinds';
import styles from './UnitPanel.module.css';
import { useUnitWork } from './useUnitWork';

/** To another parent from a day on; figures of days before stay where they were. */
export function MovePart({ unit }: { unit: TreeNode & { kind: UnitKind } }) {
  const { t } = useTranslation('structure');
  const { today } = useScope();
  const { move } = useUnitWork();
  const [parentId, setParentId] = useState<string | null>(unit.parentId);
  const [from, setFrom] = useState<string | null>(today);
  const submit = (event: FormEvent) => { event.preventDefault(); if (parentId) move.mutate({ units: [unit], parentId, from: from ?? undefined }); };
  return (
    <form className={styles.form} onSubmit={submit}>
      <PlacePicker label={t('move.below')} required kinds={HOLDERS[unit.kind]} not={unit.id} value={parentId} onChange={setParentId} />
      <DatePickerInput label={t('move.from')} value={from} onChange={setFrom} maxDate={today} popoverProps={{ withinPortal: false }} />
      <Note>{t('move.note')}</Note>
      <div><Button type="submit" loading={move.isPending} disabled={!parentId || parentId === unit.parentId}>{t('move.do')}</Button></div>
    </form>
  );
}

import { Button, SegmentedControl } from '@mantine/core';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitKind } from '@/api/paths';
import { fieldProblems } from '@/parts/fields';
import { Note } from '@/parts/Note';
import { PlacePicker } from '@/parts/PlacePicker';
import { SidePanel } from '@/parts/SidePanel';
import { useScope } from '@/scope/Scope';
import { HOLDERS } from './unitKinds';
import styles from './UnitPanel.module.css';
import { UNIT_FIELDS, UnitFieldsForm } from './UnitFieldsForm';
import { useUnitWork, type UnitFields } from './useUnitWork';

const KINDS: readonly UnitKind[] = ['location', 'group', 'region'];

/** A new region, group or shop. */
export function NewUnitPanel({ below, onClose, onCreated }: { below: string | undefined; onClose: () => void; onCreated: (id: string) => void }) {
  const { t } = useTranslation('structure');
  const { tree, network, nodeId } = useScope();
  const { create } = useUnitWork();
  const start = tree?.get(below ?? nodeId);
  const [kind, setKind] = useState<UnitKind>('location');
  const [parentId, setParentId] = useState<string | null>((start?.kind === 'location' ? start.parentId : start?.id) ?? tree?.root?.id ?? network.id);
  const [fields, setFields] = useState<UnitFields>({ status: 'candidate' });
  const key = useRef(crypto.randomUUID());
  const problems = fieldProblems(create.error, [...UNIT_FIELDS, 'parentId']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!parentId || !fields.name?.trim()) return;
    const { status, ...rest } = fields;
    const sent = Object.fromEntries(Object.entries({ ...rest, ...(kind === 'location' ? { status } : {}) }).filter(([, value]) => value !== undefined && value !== null && value !== '')) as UnitFields;
    create.mutate({ kind, parentId, key: key.current, ...sent }, { onSuccess: (made) => onCreated(made.id), onError: () => { key.current = crypto.randomUUID(); } });
  };
  return (
    <SidePanel title={t('new.title')} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        <SegmentedControl fullWidth aria-label={t('new.kind')} value={kind} onChange={(value) => setKind(value as UnitKind)} data={KINDS.map((value) => ({ value, label: t(`common:kind.${value}`) }))} />
        <PlacePicker label={t('move.below')} required kinds={HOLDERS[kind]} value={parentId} onChange={setParentId} error={problems.of('parentId')} />
        <UnitFieldsForm isNew kind={kind} value={fields} onChange={(patch) => setFields({ ...fields, ...patch })} problemOf={problems.of} />
        {problems.rest && <Note kind="bad" role="alert">{problems.rest}</Note>}
        <div className={styles.buttons}>
          <Button type="submit" disabled={!fields.name?.trim() || !parentId} loading={create.isPending}>{t('new.do')}</Button>
          <Button variant="subtle" onClick={onClose}>{t('common:cancel')}</Button>
        </div>
      </form>
    </SidePanel>
  );
}

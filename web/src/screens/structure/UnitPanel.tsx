import { Button, SegmentedControl } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconArrowRight, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitKind } from '@/api/paths';
import { unitQuery } from '@/api/queries';
import type { TreeNode, UnitDetail } from '@/api/types';
import { fieldProblems } from '@/parts/fields';
import { Note } from '@/parts/Note';
import { PlaceholderLines } from '@/parts/Placeholder';
import { SidePanel } from '@/parts/SidePanel';
import { StateMark } from '@/parts/StateMark';
import { ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { HoursPart } from './HoursPart';
import { MovePart } from './MovePart';
import { TargetsPart } from './TargetsPart';
import styles from './UnitPanel.module.css';
import { UNIT_FIELDS, UnitFieldsForm } from './UnitFieldsForm';
import { useUnitWork, type UnitFields } from './useUnitWork';

type Part = 'details' | 'hours' | 'targets' | 'move';

/** One unit: its fields, opening hours, targets, place in the tree, and its end. */
export function UnitPanel({ unit, onClose, onAdd }: { unit: TreeNode & { kind: UnitKind }; onClose: () => void; onAdd: () => void }) {
  const { t } = useTranslation('structure');
  const { can } = useScope();
  const detail = useQuery(unitQuery(unit.kind, unit.id));
  const work = useUnitWork();
  const [part, setPart] = useState<Part>('details');
  const mayWrite = can('network.write');
  const isArchived = Boolean(detail.data?.archivedAt ?? unit.archived);
  const parts: Part[] = ['details', ...(unit.kind === 'location' ? ['hours' as const] : []), ...(can('targets.write') ? ['targets' as const] : []), ...(mayWrite && !isArchived ? ['move' as const] : [])];
  return (
    <SidePanel title={unit.name} note={[t(`common:kind.${unit.kind}`), unit.code, detail.data?.path.slice(0, -1).map((step) => step.name).join(' › ')].filter(Boolean).join(' · ')} onClose={onClose}
      bar={
        <>
          <StateMark tone={isArchived ? 'quiet' : unit.kind !== 'location' || unit.status === 'open' ? 'good' : unit.status === 'closed' || unit.status === 'terminated' ? 'quiet' : 'waiting'} word={t(`common:status.${isArchived ? 'archived' : unit.status}`)} />
          <span className={styles.buttons}>
            {unit.kind === 'location'
              ? <Button variant="default" size="sm" rightSection={<IconArrowRight size={15} />} renderRoot={(props) => <Link to="/shops/$shopId" params={{ shopId: unit.id }} {...props} />}>{t('openShop')}</Button>
              : mayWrite && !isArchived && <Button variant="default" size="sm" leftSection={<IconPlus size={15} />} onClick={onAdd}>{t('addBelow')}</Button>}
            {mayWrite && (isArchived
              ? <Button variant="default" size="sm" leftSection={<IconArchiveOff size={16} stroke={1.6} />} loading={work.restore.isPending} onClick={() => work.restore.mutate([unit])}>{t('restore')}</Button>
              : <Button variant="default" size="sm" leftSection={<IconArchive size={16} stroke={1.6} />} loading={work.archive.isPending} onClick={() => work.archive.mutate([unit])}>{t('archive')}</Button>)}
          </span>
        </>
      }>
      {parts.length > 1 && <SegmentedControl fullWidth className={styles.tabs ?? ''} aria-label={t('parts')} value={part} onChange={(value) => setPart(value as Part)} data={parts.map((value) => ({ value, label: t(`part.${value}`) }))} />}
      {detail.isPending && <PlaceholderLines lines={6} lineHeight={36} />}
      {detail.isError && !detail.data && <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />}
      {detail.data && part === 'details' && <Details key={detail.data.version} detail={detail.data} unit={unit} mayWrite={mayWrite && !isArchived} />}
      {part === 'hours' && unit.kind === 'location' && <HoursPart locationId={unit.id} mayWrite={mayWrite && !isArchived} />}
      {part === 'targets' && <TargetsPart nodeId={unit.id} />}
      {part === 'move' && <MovePart unit={unit} />}
    </SidePanel>
  );
}

function Details({ detail, unit, mayWrite }: { detail: UnitDetail; unit: TreeNode & { kind: UnitKind }; mayWrite: boolean }) {
  const { t } = useTranslation('structure');
  const { change } = useUnitWork();
  const [patch, setPatch] = useState<UnitFields>({});
  const problems = fieldProblems(change.error, UNIT_FIELDS);
  const submit = (event: FormEvent) => { event.preventDefault(); change.mutate({ unit, version: detail.version, patch }); };
  return (
    <form className={styles.form} onSubmit={submit}>
      <fieldset disabled={!mayWrite} className={styles.set}>
        <UnitFieldsForm kind={unit.kind} value={{ ...(detail as UnitFields), ...patch }} onChange={(more) => setPatch({ ...patch, ...more })} problemOf={problems.of} />
      </fieldset>
      {problems.rest && <Note kind="bad" role="alert">{problems.rest}</Note>}
      {mayWrite && <div className={styles.buttons}><Button type="submit" disabled={Object.keys(patch).length === 0} loading={change.isPending}>{t('common:save')}</Button>{Object.keys(patch).length > 0 && <Button variant="subtle" onClick={() => { setPatch({}); change.reset(); }}>{t('common:cancel')}</Button>}</div>}
    </form>
  );
}

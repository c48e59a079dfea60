import { Button, CloseButton, Menu, Popover } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import '@mantine/dates/styles.css';
import { IconArchive, IconArchiveOff, IconArrowsMove, IconFlag } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TreeNode } from '@/api/types';
import type { UnitKind } from '@/api/paths';
import { PlacePicker } from '@/parts/PlacePicker';
import { useScope } from '@/scope/Scope';
import { STATUSES } from '../shops/address';
import styles from './BulkBar.module.css';
import { HOLDERS } from './unitKinds';
import { useUnitWork } from './useUnitWork';

/** What can be done to all selected units at once. */
export function BulkBar({ units, onDone }: { units: readonly (TreeNode & { kind: UnitKind })[]; onDone: () => void }) {
  const { t } = useTranslation('structure');
  const { today } = useScope();
  const work = useUnitWork();
  const [moving, setMoving] = useState(false);
  const [parentId, setParentId] = useState<string | null>(null);
  const [from, setFrom] = useState<string | null>(today);
  const done = { onSuccess: onDone };
  const kinds = [...new Set(units.map((unit) => unit.kind))].map((kind) => HOLDERS[kind]).reduce((all, some) => all.filter((kind) => some.includes(kind)));
  const areLocations = units.every((unit) => unit.kind === 'location');
  const areArchived = units.every((unit) => unit.archived);
  const busy = work.move.isPending || work.archive.isPending || work.restore.isPending || work.setStatus.isPending;
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('bulk.label')}>
      <b>{t('bulk.selected', { count: units.length })}</b>
      <Popover opened={moving} onChange={setMoving} position="top" width={320} trapFocus returnFocus>
        <Popover.Target><Button variant="default" size="sm" leftSection={<IconArrowsMove size={16} stroke={1.6} />} disabled={busy || areArchived} onClick={() => setMoving(!moving)}>{t('move.open')}</Button></Popover.Target>
        <Popover.Dropdown aria-label={t('move.open')}>
          <form className={styles.form} onSubmit={(event) => { event.preventDefault(); if (parentId) { setMoving(false); work.move.mutate({ units, parentId, from: from ?? undefined }, done); } }}>
            <PlacePicker label={t('move.below')} kinds={kinds} value={parentId} onChange={setParentId} required />
            <DatePickerInput label={t('move.from')} value={from} onChange={setFrom} maxDate={today} popoverProps={{ withinPortal: false }} />
            <Button type="submit" disabled={!parentId}>{t('move.do')}</Button>
          </form>
        </Popover.Dropdown>
      </Popover>
      {areLocations && (
        <Menu position="top">
          <Menu.Target><Button variant="default" size="sm" leftSection={<IconFlag size={16} stroke={1.6} />} disabled={busy}>{t('status')}</Button></Menu.Target>
          <Menu.Dropdown>{STATUSES.map((status) => <Menu.Item key={status} onClick={() => work.setStatus.mutate({ units, status, closedOn: status === 'closed' ? today : undefined }, done)}>{t(`common:status.${status}`)}</Menu.Item>)}</Menu.Dropdown>
        </Menu>
      )}
      {areArchived
        ? <Button variant="default" size="sm" leftSection={<IconArchiveOff size={16} stroke={1.6} />} loading={work.restore.isPending} onClick={() => work.restore.mutate(units, done)}>{t('restore')}</Button>
        : <Button variant="default" size="sm" leftSection={<IconArchive size={16} stroke={1.6} />} loading={work.archive.isPending} disabled={busy} onClick={() => work.archive.mutate(units.filter((unit) => !unit.archived), done)}>{t('archive')}</Button>}
      <CloseButton aria-label={t('bulk.clear')} onClick={onDone} />
    </div>
  );
}

import { NumberInput, Select, TextInput } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import '@mantine/dates/styles.css';
import { useTranslation } from 'react-i18next';
import type { UnitKind } from '@/api/paths';
import { STATUSES } from '../shops/address';
import styles from './UnitPanel.module.css';
import type { UnitFields } from './useUnitWork';

const ZONES = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
export const UNIT_FIELDS = ['name', 'code', 'timeZone', 'currency', 'status', 'address', 'chairs', 'latitude', 'longitude', 'openedOn', 'closedOn'] as const;

interface Props { kind: UnitKind; value: UnitFields; onChange: (patch: UnitFields) => void; problemOf: (field: string) => string | undefined; isNew?: boolean }

/** The fields of a unit; a shop has more of them. */
export function UnitFieldsForm({ kind, value, onChange, problemOf, isNew = false }: Props) {
  const { t } = useTranslation('structure');
  const optional = (label: string) => (isNew ? `${label} (${t('common:optional')})` : label);
  const number = (input: string | number) => (input === '' ? null : Number(input));
  return (
    <div className={styles.fields}>
      <TextInput className={styles.whole ?? ''} label={t('field.name')} required value={value.name ?? ''} onChange={(e) => onChange({ name: e.currentTarget.value })} error={problemOf('name')} maxLength={200} />
      <TextInput label={optional(t('field.code'))} value={value.code ?? ''} onChange={(e) => onChange({ code: e.currentTarget.value })} error={problemOf('code')} />
      <Select label={optional(t('field.timeZone'))} searchable limit={60} allowDeselect={isNew} value={value.timeZone ?? null} onChange={(timeZone) => onChange({ timeZone: timeZone ?? undefined })} data={value.timeZone && !ZONES.includes(value.timeZone) ? [value.timeZone, ...ZONES] : ZONES} error={problemOf('timeZone')} />
      {kind === 'location' && (
        <>
          <Select label={t('field.status')} allowDeselect={false} value={value.status ?? 'candidate'} onChange={(status) => onChange({ status: status ?? undefined })} data={STATUSES.map((status) => ({ value: status, label: t(`common:status.${status}`) }))} error={problemOf('status')} />
          <NumberInput label={t('field.chairs')} min={0} max={1000} allowDecimal={false} value={value.chairs ?? ''} onChange={(chairs) => onChange({ chairs: number(chairs) })} error={problemOf('chairs')} />
          <DatePickerInput label={t('field.openedOn')} clearable clearButtonProps={{ 'aria-label': t('clearField', { name: t('field.openedOn') }) }} value={value.openedOn ?? null} onChange={(openedOn) => onChange({ openedOn })} error={problemOf('openedOn')} popoverProps={{ withinPortal: false }} />
          <DatePickerInput label={t('field.closedOn')} clearable clearButtonProps={{ 'aria-label': t('clearField', { name: t('field.closedOn') }) }} value={value.closedOn ?? null} onChange={(closedOn) => onChange({ closedOn })} error={problemOf('closedOn')} popoverProps={{ withinPortal: false }} />
          <TextInput className={styles.whole ?? ''} label={t('field.address')} value={value.address ?? ''} onChange={(e) => onChange({ address: e.currentTarget.value || null })} error={problemOf('address')} />
          <NumberInput label={t('field.latitude')} min={-90} max={90} decimalScale={6} hideControls value={value.latitude ?? ''} onChange={(latitude) => onChange({ latitude: number(latitude) })} error={problemOf('latitude')} />
          <NumberInput label={t('field.longitude')} min={-180} max={180} decimalScale={6} hideControls value={value.longitude ?? ''} onChange={(longitude) => onChange({ longitude: number(longitude) })} error={problemOf('longitude')} />
        </>
      )}
    </div>
  );
}

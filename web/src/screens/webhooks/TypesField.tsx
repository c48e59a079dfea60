import { MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { eventTypesQuery } from '@/api/webhookQueries';
import { typeChoices, withoutCovered } from './state';

/** Which events are sent: all, all of a kind, or single types. */
export function TypesField({ value, onChange, error, label, description }: { value: string[]; onChange: (types: string[]) => void; error?: string | undefined; label: string; description?: string }) {
  const { t } = useTranslation('webhooks');
  const types = useQuery(eventTypesQuery());
  const items = types.data?.items ?? [];
  const summaries = new Map(items.map((one) => [one.type, one.summary]));
  const noteOf = (type: string) => (type === '*' ? t('types.all') : type.endsWith('.*') ? t('types.kind', { kind: type.slice(0, -2).replaceAll('_', ' ') }) : summaries.get(type));
  return (
    <MultiSelect
      label={label} description={description} required searchable hidePickedOptions maxDropdownHeight={300} nothingFoundMessage={t('common:nothingFound')} comboboxProps={{ withinPortal: true }}
      value={value} onChange={(next) => onChange(withoutCovered(next))} error={error} disabled={types.isPending}
      data={[...new Set([...typeChoices(items), ...value])]}
      renderOption={({ option }) => <span style={{ display: 'grid' }}><code style={{ fontSize: 13 }}>{option.value}</code><span className="muted small">{noteOf(option.value)}</span></span>}
    />
  );
}

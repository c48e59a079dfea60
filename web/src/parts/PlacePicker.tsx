import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeKind } from '@/api/types';
import { useScope } from '@/scope/Scope';

interface Props {
  label?: string;
  'aria-label'?: string;
  value: string | null;
  onChange: (id: string | null) => void;
  kinds?: readonly NodeKind[];
  /** Never offered: a unit cannot stand below itself. */
  not?: string;
  error?: string | undefined;
  required?: boolean;
  clearable?: boolean;
  placeholder?: string;
  className?: string;
}
const SHOWN = 60;

/** A place of the tree, found by typing part of its name or code. */
export function PlacePicker({ kinds, not, value, onChange, className, ...rest }: Props) {
  const { t } = useTranslation();
  const { tree } = useScope();
  const places = useMemo(() => (tree?.all ?? [])
    .filter((node) => (!kinds || kinds.includes(node.kind)) && (!not || !tree!.path(node.id).some((above) => above.id === not)))
    .map((node) => ({ value: node.id, label: node.name, note: [t(`kind.${node.kind}`), node.kind === 'network' ? '' : node.code].filter(Boolean).join(' · '), needle: `${node.name} ${node.code}`.toLocaleLowerCase() })), [tree, kinds, not, t]);
  const notes = useMemo(() => new Map(places.map((place) => [place.value, place])), [places]);
  return (
    <Select
      {...rest} {...(className ? { className } : {})} data={places} value={value} onChange={onChange} searchable limit={SHOWN} nothingFoundMessage={t('nothingFound')} comboboxProps={{ withinPortal: true }}
      filter={({ options, search, limit }) => options.filter((option) => !('group' in option) && notes.get(option.value as string)?.needle.includes(search.trim().toLocaleLowerCase())).slice(0, limit)}
      renderOption={({ option }) => <span style={{ display: 'flex', justifyContent: 'space-between', gap: 12, width: '100%' }}><span>{option.label}</span><span className="muted small">{notes.get(option.value)?.note}</span></span>}
    />
  );
}

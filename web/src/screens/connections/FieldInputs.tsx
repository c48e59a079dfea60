import { PasswordInput, Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CatalogueField } from '@/api/hubTypes';
import { isSetting } from './catalogue';

interface Props { fields: readonly CatalogueField[]; values: Record<string, string>; onChange: (values: Record<string, string>) => void; problem: (field: string) => string | undefined }

/** The fields that a connector asks for, as its manifest says. */
export function FieldInputs({ fields, values, onChange, problem }: Props) {
  const { t } = useTranslation('connections');
  return fields.map((field) => {
    const common = {
      key: field.name, label: field.title, description: [field.help, field.isRequired && field.default === null ? null : t('common:optional')].filter(Boolean).join(' · ') || undefined, required: field.isRequired && field.default === null,
      error: problem(`${isSetting(field) ? 'settings' : 'credentials'}.${field.name}`) ?? problem(field.name), name: `field-${field.name}`, autoComplete: 'off',
    };
    const set = (value: string) => onChange({ ...values, [field.name]: value });
    const value = values[field.name] ?? '';
    const { key, ...rest } = common;
    if (field.choices.length > 0) return <Select key={key} {...rest} allowDeselect={!field.isRequired} value={value || field.default} onChange={(next) => set(next ?? '')} data={field.choices} />;
    // Keys in PEM have lines; a password field would take them for one.
    if (field.isSecret && /private|pem/i.test(field.name)) return <Textarea key={key} {...rest} autosize minRows={4} maxRows={10} spellCheck={false} value={value} onChange={(e) => set(e.currentTarget.value)} />;
    return field.isSecret
      ? <PasswordInput key={key} {...rest} autoComplete="new-password" value={value} onChange={(e) => set(e.currentTarget.value)} />
      : <TextInput key={key} {...rest} placeholder={field.default ?? undefined} value={value} onChange={(e) => set(e.currentTarget.value)} />;
  });
}

import { Button, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '@/api/problem';
import { Note } from '@/parts/Note';
import styles from './Imports.module.css';

interface Props { mapping: string; onChange: (mapping: string) => void; onDrop: () => void; problem: ApiProblem | undefined }

const isOfMapping = (field: string) => field.startsWith('profileYaml');

/** The mapping as text, beginning with the profile's own; what the server finds wrong in it stands below with its line. */
export function MappingEditor({ mapping, onChange, onDrop, problem }: Props) {
  const { t } = useTranslation('imports');
  const faults = problem?.errors.filter((error) => isOfMapping(error.field)) ?? [];
  return (
    <div className={styles.mapping}>
      <Textarea label={t('mapping.label')} description={t('mapping.note')} value={mapping} onChange={(event) => onChange(event.currentTarget.value)} autosize minRows={8} maxRows={24} spellCheck={false} classNames={{ input: styles.yaml ?? '' }} aria-invalid={faults.length > 0} />
      {faults.length > 0 && (
        <Note kind="bad" role="status">
          {faults.map((fault, index) => <span key={index} className={styles.fault}>{t('mapping.fault', { line: /\((\d+),/.exec(fault.field)?.[1] ?? '1', detail: fault.detail })}</span>)}
        </Note>
      )}
      <div><Button variant="subtle" size="sm" onClick={onDrop}>{t('mapping.drop')}</Button></div>
    </div>
  );
}

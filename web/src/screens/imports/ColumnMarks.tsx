import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './Imports.module.css';

/** The columns of the file: which of them the profile reads, and which stay behind. */
export function ColumnMarks({ columns, read }: { columns: readonly string[]; read: readonly string[] }) {
  const { t } = useTranslation('imports');
  const isRead = new Set(read.map((name) => name.toLocaleLowerCase()));
  const marks = columns.map((name) => ({ name, known: isRead.has(name.toLocaleLowerCase()) }));
  return (
    <div className={styles.marks}>
      <p id="columns-label" className={styles.hint}>{t('columnsRead', { count: marks.filter((mark) => mark.known).length, of: columns.length })}</p>
      <ul aria-labelledby="columns-label">
        {marks.map(({ name, known }, index) => <li key={index} data-read={known || undefined}>{known && <IconCheck size={13} stroke={2.2} aria-label={t('columnRead')} />}{name}</li>)}
      </ul>
    </div>
  );
}

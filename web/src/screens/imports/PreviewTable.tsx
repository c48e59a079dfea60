import { SegmentedControl } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportPreview, PreviewRow } from '@/api/types';
import styles from './Imports.module.css';

/** Ten real rows, as they are and as they will be kept. */
export function PreviewTable({ preview, isStale }: { preview: ImportPreview; isStale: boolean }) {
  const { t } = useTranslation('imports');
  const [side, setSide] = useState<'before' | 'after'>('after');
  const refused = preview.rows.filter((row) => row.problems.length > 0).length;
  return (
    <div className={styles.preview} data-stale={isStale || undefined}>
      <div className={styles.previewBar}>
        <SegmentedControl aria-label={t('previewSide')} value={side} onChange={(value) => setSide(value as 'before' | 'after')} data={[{ value: 'before', label: t('before') }, { value: 'after', label: t('after') }]} />
        <span className={refused > 0 ? styles.refused : 'muted'}>{refused > 0 ? t('previewRefused', { count: refused, of: preview.rows.length }) : t('previewGood', { count: preview.rows.length })}</span>
      </div>
      <div className={styles.previewScroll} tabIndex={0} role="region" aria-label={t('step.preview')}>
        {side === 'before' ? <Before preview={preview} /> : <ul className={styles.after}>{preview.rows.map((row) => <After key={row.line} row={row} />)}</ul>}
      </div>
    </div>
  );
}

function Before({ preview }: { preview: ImportPreview }) {
  const { t } = useTranslation('imports');
  return (
    <table className={styles.raw}>
      <thead><tr><th scope="col">{t('line')}</th>{preview.columns.map((column, index) => <th key={index} scope="col">{column}</th>)}</tr></thead>
      <tbody>{preview.rows.map((row) => <tr key={row.line} data-bad={row.problems.length > 0 || undefined}><th scope="row">{row.line}</th>{preview.columns.map((_, index) => <td key={index}>{row.cells[index] ?? ''}</td>)}</tr>)}</tbody>
    </table>
  );
}

function After({ row }: { row: PreviewRow }) {
  const { t } = useTranslation('imports');
  const fields = row.record ? Object.entries(row.record).filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)) : [];
  return (
    <li className={styles.record}>
      <span className={styles.lineNumber}>{t('lineNumber', { line: row.line })}<IconArrowRight size={13} aria-hidden /></span>
      <span className={styles.fields}>
        {fields.map(([name, value]) => <span key={name}><i>{name}</i>{textOf(value)}</span>)}
        {row.problems.map((problem, index) => <span key={index} className={styles.problem}><IconAlertTriangle size={14} aria-hidden />{typeof problem === 'string' ? problem : [problem.field, problem.detail].filter(Boolean).join(': ')}</span>)}
        {fields.length === 0 && row.problems.length === 0 && <span className="muted">{t('partOfAbove')}</span>}
      </span>
    </li>
  );
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join('; ');
  if (typeof value === 'object' && value !== null) return Object.values(value).filter((part) => part !== null && part !== '' && part !== false).map(textOf).join(' ');
  return String(value);
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './DataTable.module.css';

export interface TableColumn { key: string; title: ReactNode; numeric?: boolean }
interface Props { caption: string; columns: readonly TableColumn[]; rows: readonly { key: string; cells: readonly ReactNode[] }[]; maxHeight?: number }

/** The plain table behind every chart. */
export function DataTable({ caption, columns, rows, maxHeight }: Props) {
  const { t } = useTranslation();
  return (
    // Focusable, because a keyboard has no other way to scroll it.
    <div className={styles.scroll} style={maxHeight ? { maxHeight } : undefined} tabIndex={0} role="region" aria-label={`${caption} · ${t('chart.table')}`}>
      <table className={styles.table}>
        <thead>
          <tr>{columns.map((column) => <th key={column.key} scope="col" className={column.numeric ? styles.numeric : undefined}>{column.title}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              {row.cells.map((cell, index) => (
                <td key={columns[index]?.key ?? index} className={columns[index]?.numeric ? styles.numeric : undefined}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { MouseEvent, ReactNode } from 'react';
import styles from './ListTable.module.css';
import { useIsPhone } from './useIsPhone';

export interface ListColumn<T> {
  key: string;
  title: ReactNode;
  cell: (row: T) => ReactNode;
  numeric?: boolean;
  width?: string;
  /** Its head sorts the list, by this key. */
  sorts?: boolean;
  /** On a phone: the card's first line, its quiet second line, what stands at its end, or nowhere. */
  onPhone?: 'title' | 'note' | 'end';
}
interface Props<T> {
  caption: string;
  columns: readonly ListColumn<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** Makes each row a way to its detail. */
  onPick?: (row: T) => void;
  openKey?: string | undefined;
  isQuiet?: (row: T) => boolean;
  sort?: { by: string; falls: boolean; onSort: (key: string) => void };
}

/** A list of up to a few hundred things: a table on a desk, cards on a phone. */
export function ListTable<T>(props: Props<T>) {
  return useIsPhone() ? <Cards {...props} /> : <Table {...props} />;
}

function Table<T>({ caption, columns, rows, rowKey, onPick, openKey, isQuiet, sort }: Props<T>) {
  const pick = (event: MouseEvent, row: T) => {
    // Buttons and links in the row do their own work; selected text is not a click.
    if ((event.target as HTMLElement).closest('a, button, input, label') || getSelection()?.toString()) return;
    onPick?.(row);
  };
  return (
    <div className={styles.scroll}>
      <table className={styles.table} data-pickable={onPick ? true : undefined}>
        <caption className={styles.caption}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.numeric ? styles.numeric : undefined} style={column.width ? { width: column.width } : undefined} aria-sort={sort?.by === column.key ? (sort.falls ? 'descending' : 'ascending') : undefined}>
                {sort && column.sorts ? (
                  <button type="button" className={styles.sort} onClick={() => sort.onSort(column.key)}>
                    {column.title}{sort.by === column.key && (sort.falls ? <IconArrowDown size={13} aria-hidden /> : <IconArrowUp size={13} aria-hidden />)}
                  </button>
                ) : column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = rowKey(row);
            return (
              <tr key={key} data-open={key === openKey || undefined} data-quiet={isQuiet?.(row) || undefined} onClick={onPick && ((event) => pick(event, row))}>
                {columns.map((column, index) => (
                  <td key={column.key} className={column.numeric ? styles.numeric : undefined}>
                    {index === 0 && onPick
                      ? <button type="button" className={styles.name} onClick={() => onPick(row)}>{column.cell(row)}</button>
                      : column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Cards<T>({ caption, columns, rows, rowKey, onPick, isQuiet }: Props<T>) {
  const parts = (place: ListColumn<T>['onPhone']) => columns.filter((column) => column.onPhone === place);
  const inside = (row: T) => (
    <>
      <span className={styles.words}>
        <span className={styles.title}>{parts('title').map((column) => <span key={column.key}>{column.cell(row)}</span>)}</span>
        <span className={styles.note}>{parts('note').map((column) => <span key={column.key}>{column.cell(row)}</span>)}</span>
      </span>
      <span className={styles.end}>{parts('end').map((column) => <span key={column.key}>{column.cell(row)}</span>)}</span>
    </>
  );
  return (
    <ul className={styles.cards} aria-label={caption}>
      {rows.map((row) => (
        <li key={rowKey(row)} data-quiet={isQuiet?.(row) || undefined}>
          {onPick ? <button type="button" className={styles.card} onClick={() => onPick(row)}>{inside(row)}</button> : <div className={styles.card}>{inside(row)}</div>}
        </li>
      ))}
    </ul>
  );
}

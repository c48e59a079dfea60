import styles from './HeatMap.module.css';

export interface HeatCell { value: number | null; text: string; /** Read out and shown on hover. */ label: string }
interface Props {
  caption: string;
  columns: readonly { key: string; title: string }[];
  rows: readonly { key: string; title: string; cells: readonly HeatCell[] }[];
  onPick?: (row: string, column: string) => void;
  picked?: { row: string; column: string } | undefined;
}
/** Up to half of the accent: the figures stay readable on the fullest cell, in both schemes. */
const FULLEST = 50;
const FAINTEST = 5;

/** How much accent a value gets, from the least to the most of the map. */
export const heatOf = (value: number, most: number) => (most <= 0 ? FAINTEST : FAINTEST + (FULLEST - FAINTEST) * Math.min(1, Math.max(0, value / most)));

/** A grid in which depth of colour is size; the figure stands in each cell, so that colour is never alone. */
export function HeatMap({ caption, columns, rows, onPick, picked }: Props) {
  const most = rows.reduce((top, row) => row.cells.reduce((high, cell) => Math.max(high, cell.value ?? 0), top), 0);
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={caption}>
      <table className={styles.map}>
        <caption className={styles.caption}>{caption}</caption>
        <thead><tr><td />{columns.map((column) => <th key={column.key} scope="col">{column.title}</th>)}</tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.title}</th>
              {row.cells.map((cell, index) => {
                const column = columns[index]!.key;
                return (
                  <td key={column} title={cell.label} data-closed={cell.value === null || undefined} data-on={(picked?.row === row.key && picked.column === column) || undefined}
                    style={cell.value === null ? undefined : { background: `color-mix(in srgb, var(--accent) ${heatOf(cell.value, most)}%, var(--surface))` }}>
                    {onPick && cell.value !== null ? <button type="button" className={styles.cell} aria-label={cell.label} onClick={() => onPick(row.key, column)}>{cell.text}</button> : cell.text}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import type { Decimal } from '@/api/types';
import { toNumber } from '@/format/numbers';
import styles from './RangeBar.module.css';

interface Props { mean: Decimal | number | null; low?: Decimal | number | null; high?: Decimal | number | null; /** What it is held against, as a tick. */ tick?: Decimal | number | null; /** The scale, shared by all that is compared. */ max: number; label: string }

/** An expected value from zero with its range, on a scale shared by its neighbours. */
export function RangeBar({ mean, low, high, tick, max, label }: Props) {
  const place = (value: Decimal | number | null | undefined) => { const number = toNumber(value); return number === null ? null : Math.min(100, Math.max(0, (number / max) * 100)); };
  const [at, from, to, then] = [place(mean), place(low), place(high), place(tick)];
  return (
    <span className={styles.bar} role="img" aria-label={label} title={label}>
      {from !== null && to !== null && <i className={styles.range} style={{ insetInlineStart: `${from}%`, width: `${Math.max(0.5, to - from)}%` }} />}
      {at !== null && <i className={styles.mean} style={{ width: `${at}%` }} />}
      {then !== null && <i className={styles.tick} style={{ insetInlineStart: `${then}%` }} />}
    </span>
  );
}

import styles from './Wordmark.module.css';

/** The name, set in words. */
export function Wordmark({ short = false }: { short?: boolean }) {
  return short
    ? <span className={styles.mark} role="img" aria-label="BookedBarber">B<i /></span>
    : <span className={styles.mark}>Booked<b>Barber</b><i aria-hidden /></span>;
}

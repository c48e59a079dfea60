import styles from './PeerStrip.module.css';

/** A place among peers as a tick on a strip that is cut where the bands meet. */
export function PeerStrip({ percentile, label }: { percentile: number; label: string }) {
  return <span className={styles.strip} role="img" aria-label={label} title={label}><i style={{ insetInlineStart: `${percentile}%` }} /></span>;
}

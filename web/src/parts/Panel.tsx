import type { ReactNode } from 'react';
import styles from './Panel.module.css';

interface Props {
  title?: ReactNode;
  /** One quiet line under the title. */
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** Content reaches the edges (tables, tapes, maps). */
  flush?: boolean;
  className?: string;
  id?: string;
}

/** A titled part of a screen. */
export function Panel({ title, note, actions, children, flush = false, className, id }: Props) {
  return (
    <section className={`${styles.panel} ${className ?? ''}`} aria-labelledby={id && title ? `${id}-title` : undefined} id={id}>
      {(title || actions) && (
        <header className={styles.head}>
          <div className={styles.words}>
            {title && <h2 id={id ? `${id}-title` : undefined}>{title}</h2>}
            {note && <p className={styles.note}>{note}</p>}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      <div className={flush ? styles.flush : styles.body}>{children}</div>
    </section>
  );
}

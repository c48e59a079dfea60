import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Note.module.css';

const ICONS = { info: IconInfoCircle, good: IconCircleCheck, watch: IconAlertTriangle, bad: IconAlertTriangle };

/** A sentence that matters, with an icon so that it does not hang on its colour. */
export function Note({ kind = 'info', children, role }: { kind?: keyof typeof ICONS; children: ReactNode; role?: 'status' | 'alert' }) {
  const Sign = ICONS[kind];
  return <div className={styles.note} data-kind={kind} role={role}><Sign size={17} stroke={1.7} aria-hidden /><span>{children}</span></div>;
}

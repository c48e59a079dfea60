import { initials } from '@/format/initials';
import styles from './Face.module.css';

/** Initials in a circle; decoration, the name stands beside it. */
export const Face = ({ name }: { name: string }) => <i className={styles.face} data-initials={initials(name)} aria-hidden />;

import styles from './Face.module.css';

const initials = (name: string) => name.split(/\s+/).filter(Boolean).map((word) => word[0]!).slice(0, 2).join('').toLocaleUpperCase();

/** Initials in a circle; decoration, the name stands beside it. */
export const Face = ({ name }: { name: string }) => <i className={styles.face} data-initials={initials(name)} aria-hidden />;

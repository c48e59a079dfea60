import styles from './Hub.module.css';

/** Stands for a system: the beginnings of its name, since marks of vendors are theirs. */
export function Sign({ title }: { title: string }) {
  const words = title.split(/[\s-]+/).filter(Boolean);
  const letters = words.length > 1 ? `${words[0]![0]}${words[1]![0]}` : title.slice(0, 2);
  return <span className={styles.sign} aria-hidden>{letters}</span>;
}

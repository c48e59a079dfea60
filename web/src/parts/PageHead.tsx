import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './PageHead.module.css';

/** The head of a screen; also names the browser tab. */
export function PageHead({ title, note, actions, plainTitle, quiet = false }: { title: ReactNode; note?: ReactNode; actions?: ReactNode; plainTitle?: string; /** Leaves the large type to what follows. */ quiet?: boolean }) {
  const { t } = useTranslation();
  const name = plainTitle ?? (typeof title === 'string' ? title : '');
  useEffect(() => {
    document.title = name ? `${name} · ${t('product')}` : t('product');
  }, [name, t]);
  return (
    <div className={quiet ? `${styles.head} ${styles.quiet}` : styles.head}>
      <div className={styles.words}>
        <h1>{title}</h1>
        {note && <p className={styles.note}>{note}</p>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './PageHead.module.css';

/** The head of a screen; also names the browser tab. */
export function PageHead({ title, note, actions, plainTitle }: { title: ReactNode; note?: ReactNode; actions?: ReactNode; plainTitle?: string }) {
  const { t } = useTranslation();
  const name = plainTitle ?? (typeof title === 'string' ? title : '');
  useEffect(() => {
    document.title = name ? `${name} · ${t('product')}` : t('product');
  }, [name, t]);
  return (
    <div className={styles.head}>
      <div className={styles.words}>
        <h1>{title}</h1>
        {note && <p className={styles.note}>{note}</p>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

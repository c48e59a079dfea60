import { useTranslation } from 'react-i18next';
import styles from './Sentences.module.css';

/** What the period says, computed by the server, before any figure. */
export function Sentences({ sentences }: { sentences: readonly string[] }) {
  const { t } = useTranslation('network');
  return (
    <section aria-label={t('sentences')} className={styles.words}>
      {sentences.map((sentence, index) => <p key={sentence} className={index === 0 ? styles.first : styles.rest}>{sentence}</p>)}
    </section>
  );
}

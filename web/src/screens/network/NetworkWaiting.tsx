import { useTranslation } from 'react-i18next';
import { Placeholder } from '@/parts/Placeholder';
import styles from './NetworkScreen.module.css';

/** The rooms of the dashboard before its figures: same places, same heights. */
export function NetworkWaiting() {
  const { t } = useTranslation();
  return (
    <>
      <div className={styles.lead} role="status" aria-label={t('loading')}><Placeholder height={150} radius={8} /><Placeholder height={150} radius={8} /></div>
      <Placeholder height={196} radius={8} />
      <div className={styles.wideNarrow}><Placeholder height={376} radius={8} /><Placeholder height={376} radius={8} /></div>
      <Placeholder height={300} radius={8} />
      <div className={styles.wideNarrow}><Placeholder height={500} radius={8} /><Placeholder height={500} radius={8} /></div>
    </>
  );
}

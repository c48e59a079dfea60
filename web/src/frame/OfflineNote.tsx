import { useNetwork } from '@mantine/hooks';
import { IconCloudOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './OfflineNote.module.css';

/** Marks what is on the screen as not fresh, instead of hiding it. */
export function OfflineNote() {
  const { online } = useNetwork();
  const { t } = useTranslation();
  return (
    <div role="status">
      {!online && <p className={styles.note}><IconCloudOff size={16} aria-hidden /><span><b>{t('state.offlineTitle')}.</b> {t('state.offlineText')}</span></p>}
    </div>
  );
}

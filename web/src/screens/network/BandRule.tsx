import { useTranslation } from 'react-i18next';
import type { Bands } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import styles from './BandStrip.module.css';

/** Who is compared with whom, and on demand the rule that places them. */
export function BandRule({ bands }: { bands: Bands }) {
  const { t } = useTranslation('network');
  const format = useFormat();
  const unplaced = bands.locationsInAll - bands.peerGroups.reduce((sum, group) => sum + group.size, 0);
  const groups = bands.peerGroups.map((group) => t('bands.peers', { name: group.name, size: format.count(group.size) }));
  if (unplaced > 0) groups.push(t('bands.unplaced', { count: unplaced }));
  return (
    <details className={styles.rule}>
      <summary>{t('bands.how')}</summary>
      <p>{[bands.rule, groups.join('; ')].filter(Boolean).join(' ')}</p>
    </details>
  );
}

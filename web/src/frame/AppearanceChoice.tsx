import { SegmentedControl, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { setDensity, useDensity, type Density } from '@/theme/density';
import styles from './AppearanceChoice.module.css';

/** Theme and density, chosen by the reader; used in the top bar and in the settings. */
export function AppearanceChoice() {
  const { t } = useTranslation('frame');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const density = useDensity();
  return (
    <div className={styles.choice}>
      <span className={styles.label}>{t('appearance.theme')}</span>
      <SegmentedControl size="xs" value={colorScheme} aria-label={t('appearance.theme')} onChange={(value) => setColorScheme(value as MantineColorScheme)}
        data={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: t(`appearance.${value}`) }))} />
      <span className={styles.label}>{t('appearance.density')}</span>
      <SegmentedControl size="xs" value={density} aria-label={t('appearance.density')} onChange={(value) => setDensity(value as Density)}
        data={(['comfortable', 'compact'] as const).map((value) => ({ value, label: t(`appearance.${value}`) }))} />
    </div>
  );
}

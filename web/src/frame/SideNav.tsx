import { Tooltip } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import styles from './SideNav.module.css';
import { useNavigationItems } from './useNavigationItems';
import { isApple } from './usePaletteKey';
import { Wordmark } from './Wordmark';

export function SideNav({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation('frame');
  const items = useNavigationItems();
  return (
    <nav className={styles.nav} aria-label={t('nav.label')}>
      <Link to="/" className={styles.brand} aria-label="BookedBarber">
        <span className={styles.wide}><Wordmark /></span>
        <span className={styles.narrow}><Wordmark short /></span>
      </Link>
      <button type="button" className={styles.search} onClick={onSearch} aria-label={t('common:palette.open')} aria-keyshortcuts="Meta+K Control+K">
        <IconSearch size={16} stroke={1.8} aria-hidden />
        <span className={styles.word}>{t('common:palette.open')}</span>
        <i className={styles.key} data-key={isApple ? '⌘K' : 'Ctrl K'} />
      </button>
      <ul className={styles.list}>
        {items.map(({ to, key, icon: Icon }) => (
          <li key={key}>
            <Tooltip label={t(`nav.${key}`)} position="right" classNames={{ tooltip: styles.tip ?? '' }}>
              <Link to={to} className={styles.item} activeOptions={{ exact: to === '/', includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
                <Icon size={19} stroke={1.6} aria-hidden />
                <span className={styles.word}>{t(`nav.${key}`)}</span>
              </Link>
            </Tooltip>
          </li>
        ))}
      </ul>
    </nav>
  );
}

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import styles from './HubTabs.module.css';

const PARTS = [
  { to: '/integrations', key: 'connections' },
  { to: '/integrations/catalogue', key: 'catalogue' },
  { to: '/integrations/webhooks', key: 'webhooks' },
] as const;

/** The parts of the hub. */
export function HubTabs() {
  const { t } = useTranslation('connections');
  return (
    <nav className={styles.tabs} aria-label={t('parts.label')}>
      {PARTS.map(({ to, key }) => <Link key={key} to={to} className={styles.tab} activeOptions={{ exact: true, includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>{t(`parts.${key}`)}</Link>)}
    </nav>
  );
}

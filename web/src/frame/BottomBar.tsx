import { Drawer } from '@mantine/core';
import { IconDots, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './BottomBar.module.css';
import { useNavigationItems } from './useNavigationItems';

/** The navigation of a phone: two jobs, the search, and the rest in a drawer. */
export function BottomBar({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation('frame');
  const items = useNavigationItems();
  const [open, setOpen] = useState(false);
  const rest = items.filter((item) => !item.onBar);
  return (
    <>
      <nav className={styles.bar} aria-label={t('nav.label')}>
        {items.filter((item) => item.onBar).map(({ to, key, icon: Icon }) => (
          <Link key={key} to={to} className={styles.item} activeOptions={{ exact: to === '/', includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
            <Icon size={22} stroke={1.6} aria-hidden />{t(`nav.${key}`)}
          </Link>
        ))}
        <button type="button" className={styles.item} onClick={onSearch}><IconSearch size={22} stroke={1.6} aria-hidden />{t('common:palette.open')}</button>
        <button type="button" className={styles.item} onClick={() => setOpen(true)} aria-expanded={open}><IconDots size={22} stroke={1.6} aria-hidden />{t('nav.more')}</button>
      </nav>
      <Drawer opened={open} onClose={() => setOpen(false)} position="bottom" size="auto" title={t('nav.more')} closeButtonProps={{ 'aria-label': t('common:close') }}>
        <div className={styles.list}>
          {rest.map(({ to, key, icon: Icon }) => (
            <Link key={key} to={to} className={styles.row} onClick={() => setOpen(false)} activeOptions={{ includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
              <Icon size={20} stroke={1.6} aria-hidden />{t(`nav.${key}`)}
            </Link>
          ))}
        </div>
      </Drawer>
    </>
  );
}

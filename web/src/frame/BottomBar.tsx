import { Popover } from '@mantine/core';
import { IconDots, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './BottomBar.module.css';
import { useNavigationItems } from './useNavigationItems';

/** The navigation of a phone: two jobs, the search, and the rest behind one button. */
export function BottomBar({ onSearch }: { onSearch: () => void }) {
  const { t } = useTranslation('frame');
  const items = useNavigationItems();
  const [open, setOpen] = useState(false);
  const rest = items.filter((item) => !item.onBar);
  return (
    <nav className={styles.bar} aria-label={t('nav.label')}>
      {items.filter((item) => item.onBar).map(({ to, key, icon: Icon }) => (
        <Link key={key} to={to} className={styles.item} activeOptions={{ exact: to === '/', includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
          <Icon size={22} stroke={1.6} aria-hidden />{t(`nav.${key}`)}
        </Link>
      ))}
      <button type="button" className={styles.item} onClick={onSearch}><IconSearch size={22} stroke={1.6} aria-hidden />{t('common:palette.open')}</button>
      <Popover opened={open} onChange={setOpen} position="top-end" width={240} offset={10} trapFocus returnFocus>
        <Popover.Target>
          <button type="button" className={styles.item} onClick={() => setOpen(!open)}><IconDots size={22} stroke={1.6} aria-hidden />{t('nav.more')}</button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('nav.more')} p={6}>
          {rest.map(({ to, key, icon: Icon }) => (
            <Link key={key} to={to} className={styles.row} onClick={() => setOpen(false)} activeOptions={{ includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>
              <Icon size={20} stroke={1.6} aria-hidden />{t(`nav.${key}`)}
            </Link>
          ))}
        </Popover.Dropdown>
      </Popover>
    </nav>
  );
}

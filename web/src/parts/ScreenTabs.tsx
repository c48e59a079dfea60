import { Link } from '@tanstack/react-router';
import styles from './ScreenTabs.module.css';

export interface ScreenTab { to: string; title: string }

/** The screens that belong to one job, side by side. */
export function ScreenTabs({ label, tabs }: { label: string; tabs: readonly ScreenTab[] }) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map(({ to, title }) => <Link key={to} to={to} className={styles.tab} activeOptions={{ exact: true, includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>{title}</Link>)}
    </nav>
  );
}

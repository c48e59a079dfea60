import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import styles from './ScreenTabs.module.css';

export interface ScreenTab { to: string; title: string }

/** The screens that belong to one job, side by side; on a phone the one at hand is brought into view. */
export function ScreenTabs({ label, tabs }: { label: string; tabs: readonly ScreenTab[] }) {
  const bar = useRef<HTMLElement>(null);
  const path = useLocation({ select: ({ pathname }) => pathname });
  useEffect(() => {
    const active = bar.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (active) bar.current!.scrollLeft = active.offsetLeft + active.offsetWidth / 2 - bar.current!.clientWidth / 2;
  }, [path]);
  return (
    <nav ref={bar} className={styles.tabs} aria-label={label}>
      {tabs.map(({ to, title }) => <Link key={to} to={to} className={styles.tab} activeOptions={{ exact: true, includeSearch: false }} activeProps={{ 'aria-current': 'page' }}>{title}</Link>)}
    </nav>
  );
}

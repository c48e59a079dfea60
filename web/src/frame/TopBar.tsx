import { useLocation } from '@tanstack/react-router';
import { AccountMenu } from './AccountMenu';
import { AppearanceMenu } from './AppearanceMenu';
import { InboxMenu } from './InboxMenu';
import { LiveMark } from './LiveMark';
import { PeriodControl } from './PeriodControl';
import styles from './TopBar.module.css';
import { TreePath } from './TreePath';

const hasFigures = (path: string) => path === '/' || path.startsWith('/shops');

export function TopBar() {
  // Where nothing is counted by days, the choice of days would only puzzle.
  const showsPeriod = useLocation({ select: ({ pathname }) => hasFigures(pathname) });
  return (
    <header className={styles.bar}>
      <div className={styles.place}><TreePath /></div>
      <div className={styles.period}>{showsPeriod && <PeriodControl />}</div>
      <div className={styles.tools}>
        <LiveMark />
        <InboxMenu />
        <span className={styles.wideOnly}><AppearanceMenu /></span>
        <AccountMenu />
      </div>
    </header>
  );
}

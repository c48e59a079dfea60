import { AccountMenu } from './AccountMenu';
import { AppearanceMenu } from './AppearanceMenu';
import { LiveMark } from './LiveMark';
import { PeriodControl } from './PeriodControl';
import styles from './TopBar.module.css';
import { TreePath } from './TreePath';

export function TopBar() {
  return (
    <header className={styles.bar}>
      <div className={styles.place}><TreePath /></div>
      <div className={styles.period}><PeriodControl /></div>
      <div className={styles.tools}>
        <LiveMark />
        <span className={styles.wideOnly}><AppearanceMenu /></span>
        <AccountMenu />
      </div>
    </header>
  );
}

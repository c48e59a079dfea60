import { CloseButton } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './SidePanel.module.css';

interface Props {
  /** What a screen reader calls it; the title where that is text. */
  label?: string;
  title: ReactNode;
  note?: ReactNode;
  /** A row of marks and buttons under the head that stays while the body scrolls. */
  bar?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** A detail beside its list. Escape closes it and hands the focus back to where it came from. */
export function SidePanel({ label, title, note, bar, onClose, children }: Props) {
  const { t } = useTranslation();
  const panel = useRef<HTMLElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    const escape = (event: KeyboardEvent) => {
      // An open list or dialog over the panel takes the key first.
      const isTaken = event.defaultPrevented || [...document.querySelectorAll('[role="dialog"], [role="listbox"], [role="menu"]')].some((over) => over.checkVisibility({ visibilityProperty: true }));
      if (event.key === 'Escape' && !isTaken) close.current();
    };
    window.addEventListener('keydown', escape);
    return () => {
      window.removeEventListener('keydown', escape);
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);

  return (
    <aside ref={panel} tabIndex={-1} className={styles.panel} aria-label={label ?? (typeof title === 'string' ? title : undefined)}>
      <header className={styles.head}>
        <div className={styles.words}>
          <h2>{title}</h2>
          {note && <p className={styles.note}>{note}</p>}
        </div>
        <CloseButton size="lg" aria-label={t('close')} onClick={onClose} />
      </header>
      {bar && <div className={styles.bar}>{bar}</div>}
      <div className={styles.body}>{children}</div>
    </aside>
  );
}

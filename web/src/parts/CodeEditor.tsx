import { IconAlertCircle } from '@tabler/icons-react';
import { useId, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './CodeEditor.module.css';

export interface CodeFault { line: number; column: number; cause: string; suggestion?: string | null }
interface Props { label: string; value: string; onChange: (text: string) => void; faults: readonly CodeFault[]; readOnly?: boolean; rows?: number; placeholder?: string }

/** A text with numbered lines, and what is wrong with it: named by line and column, and one click away. */
export function CodeEditor({ label, value, onChange, faults, readOnly = false, rows = 18, placeholder }: Props) {
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const listId = useId();
  const lines = value.split('\n');
  const bad = new Set(faults.map((fault) => fault.line));
  const scroll = () => { if (gutter.current && area.current) gutter.current.scrollTop = area.current.scrollTop; };
  const goTo = (fault: CodeFault) => {
    const field = area.current;
    if (!field) return;
    const before = lines.slice(0, fault.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
    const at = Math.min(value.length, before + Math.max(0, fault.column - 1));
    field.focus();
    field.setSelectionRange(at, at);
    field.scrollTop = Math.max(0, (fault.line - 4) * (field.scrollHeight / lines.length));
    scroll();
  };
  // Tab indents, as in every editor; Escape lets the keyboard out again.
  const indent = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') { event.currentTarget.blur(); return; }
    if (event.key !== 'Tab' || event.shiftKey || readOnly || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const field = event.currentTarget;
    field.setRangeText('  ', field.selectionStart, field.selectionEnd, 'end');
    onChange(field.value);
  };
  return (
    <div className={styles.editor}>
      <div className={styles.frame} data-bad={faults.length > 0 || undefined}>
        <div ref={gutter} className={styles.gutter} aria-hidden>{lines.map((_, index) => <div key={index} data-bad={bad.has(index + 1) || undefined}>{index + 1}</div>)}</div>
        <textarea
          ref={area} className={styles.area} aria-label={label} aria-invalid={faults.length > 0} aria-describedby={faults.length > 0 ? listId : undefined} rows={rows} spellCheck={false} autoCapitalize="off" autoCorrect="off" wrap="off"
          readOnly={readOnly} placeholder={placeholder} value={value} onChange={(event) => onChange(event.currentTarget.value)} onScroll={scroll} onKeyDown={indent}
        />
      </div>
      {!readOnly && <p className={styles.hint}>{t('code.hint')}</p>}
      {faults.length > 0 && (
        <ul id={listId} className={styles.faults} aria-live="polite">
          {faults.map((fault) => (
            <li key={`${fault.line} ${fault.column} ${fault.cause}`}>
              <button type="button" onClick={() => goTo(fault)}>
                <IconAlertCircle size={16} stroke={1.8} aria-hidden />
                <span><b>{t('code.at', { line: fault.line, column: fault.column })}</b> {fault.cause} {fault.suggestion}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

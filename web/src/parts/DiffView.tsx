import { useTranslation } from 'react-i18next';
import { diffLines } from './diff';
import styles from './DiffView.module.css';

const SIGN = { same: ' ', added: '+', removed: '−' } as const;

/** How a text became another: lines that went and lines that came, told by sign as well as colour. */
export function DiffView({ before, after, label }: { before: string; after: string; label: string }) {
  const { t } = useTranslation();
  const lines = diffLines(before, after);
  if (lines.every((line) => line.kind === 'same')) return <p className="muted">{t('diff.none')}</p>;
  return (
    <div className={styles.diff} role="group" aria-label={label} tabIndex={0}>
      {lines.map((line, index) => <div key={index} data-kind={line.kind}><span aria-hidden>{SIGN[line.kind]}</span>{line.kind !== 'same' && <span className={styles.word}>{t(`diff.${line.kind}`)}</span>}<code>{line.text || ' '}</code></div>)}
    </div>
  );
}

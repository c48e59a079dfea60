import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Figure } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import { MeasureChange } from '@/parts/MeasureChange';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import styles from './KeyFigures.module.css';

/** The figures a franchisor is asked for first. The name of each leads to its definition. */
export function KeyFigures({ figures, currency }: { figures: readonly Figure[]; currency: string }) {
  const { t } = useTranslation('network');
  const format = useFormat();
  // While a day runs, the server compares the days before it; the whole of the comparison would not fit the change.
  const { isOpen } = useScope();
  return (
    <section className={styles.grid} aria-label={t('figures.title')}>
      {figures.map((figure) => (
        <div key={figure.measure} className={styles.cell}>
          <Link to="/measures" search={withSearch({ measure: figure.measure })} className={styles.name} title={t('figures.definition', { measure: figure.title })}>{figure.title}</Link>
          <b className={styles.value} title={format.value(figure.value, figure.unit, currency)}>{format.value(figure.value, figure.unit, currency, true)}</b>
          <span className={styles.foot}>
            {figure.value === null && <span>{t('figures.notYet')}</span>}
            {figure.value !== null && figure.change !== null && <MeasureChange row={figure} />}
            {figure.value !== null && figure.change !== null && isOpen && <span>{t('figures.upToYesterday')}</span>}
            {figure.value !== null && figure.comparison !== null && !isOpen && <span>{t('figures.was', { value: format.value(figure.comparison, figure.unit, currency, true) })}</span>}
            {figure.target && <span className={styles.target}>{t('figures.target', { value: format.value(figure.target, figure.unit, currency, true) })}</span>}
          </span>
        </div>
      ))}
    </section>
  );
}

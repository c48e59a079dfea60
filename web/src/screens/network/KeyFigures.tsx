import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Figure } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import { Change } from '@/parts/Change';
import styles from './KeyFigures.module.css';

/** The figures a franchisor is asked for first. The name of each leads to its definition. */
export function KeyFigures({ figures, currency }: { figures: readonly Figure[]; currency: string }) {
  const { t } = useTranslation('network');
  const format = useFormat();
  return (
    <section className={styles.grid} aria-label={t('figures.title')}>
      {figures.map((figure) => (
        <div key={figure.measure} className={styles.cell}>
          <Link to="/measures" search={((before: object) => ({ ...before, measure: figure.measure })) as never} className={styles.name} title={t('figures.definition', { measure: figure.title })}>{figure.title}</Link>
          <b className={styles.value} title={format.value(figure.value, figure.unit, currency)}>{format.value(figure.value, figure.unit, currency, true)}</b>
          <span className={styles.foot}>
            <Change value={figure.change} direction={figure.direction} />
            {figure.comparison !== null && <span>{t('figures.was', { value: format.value(figure.comparison, figure.unit, currency, true) })}</span>}
            {figure.target && <span className={styles.target}>{t('figures.target', { value: format.value(figure.target, figure.unit, currency, true) })}</span>}
          </span>
        </div>
      ))}
    </section>
  );
}

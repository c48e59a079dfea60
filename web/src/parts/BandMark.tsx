import { useTranslation } from 'react-i18next';
import type { Band } from '@/api/types';
import { BAND_VARIABLE, BANDS } from '@/theme/tokens';
import styles from './BandMark.module.css';

/** A band by word, colour and a five-step level, so that colour is never alone. */
export function BandMark({ band, word = true }: { band: Band | null; word?: boolean }) {
  const { t } = useTranslation();
  const name = t(`band.${band ?? 'none'}`);
  const level = band ? BANDS.length - BANDS.indexOf(band) : 0;
  return (
    <span className={styles.mark} {...(word ? {} : { role: 'img', 'aria-label': name, title: name })}>
      <svg width="17" height="12" viewBox="0 0 17 12" aria-hidden>
        {BANDS.map((_, step) => (
          <rect key={step} x={step * 3.5} y={9 - step * 2} width="2.500" height={3 + step * 2} rx="0.800" fill={band && step < level ? BAND_VARIABLE[band] : 'var(--line-strong)'} />
        ))}
      </svg>
      {word && name}
    </span>
  );
}

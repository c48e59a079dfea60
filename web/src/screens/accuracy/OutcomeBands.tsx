import { useTranslation } from 'react-i18next';
import type { OutcomeBand, OutcomeKind, OutcomesJudged } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { ChartPanel } from '@/parts/ChartPanel';
import { RangeBar } from '@/parts/RangeBar';
import styles from './Outcomes.module.css';
import { bandScale } from './outcomeWords';

/** Cases by the chance that was told: how often it happened, and what was said. */
export function OutcomeBands({ kind, judged, outcomes }: { kind: OutcomeKind; judged: OutcomesJudged; outcomes: number }) {
  const { t } = useTranslation('accuracy');
  const format = useFormat();
  const { bands } = judged;
  const scale = bandScale(bands);
  const nameOf = (band: OutcomeBand) => t('outcomes.bands.range', { from: format.ratio(band.from, 0), to: format.ratio(band.to, 0) });
  const lineOf = (band: OutcomeBand) => (band.outcomes === 0 ? t('outcomes.bands.none') : t('outcomes.bands.line', { said: format.ratio(band.said), happened: format.ratio(band.happened), low: format.ratio(band.low), high: format.ratio(band.high) }));
  return (
    <ChartPanel id="chances" title={t('outcomes.bands.title')} note={<>{t(`outcomes.bands.note.${kind}`)} {t('outcomes.span', { from: format.month(judged.from), to: format.month(judged.to), outcomes })}</>} height={260} fileName={`chances-${kind}`}
      table={() => ({
        columns: [
          { key: 'band', title: t('outcomes.bands.band'), csv: 'chance' }, { key: 'outcomes', title: t('outcomes.bands.outcomes'), csv: 'outcomes', numeric: true }, { key: 'said', title: t('outcomes.bands.said'), csv: 'said', numeric: true },
          { key: 'happened', title: t('outcomes.bands.happened'), csv: 'happened', numeric: true }, { key: 'low', title: t('outcomes.bands.low'), csv: 'p05', numeric: true }, { key: 'high', title: t('outcomes.bands.high'), csv: 'p95', numeric: true },
        ],
        rows: bands.map((band) => ({ key: String(band.from), raw: [`${band.from}-${band.to}`, band.outcomes, band.said, band.happened, band.low, band.high], cells: [nameOf(band), format.count(band.outcomes), format.ratio(band.said), format.ratio(band.happened), format.ratio(band.low), format.ratio(band.high)] })),
      })}
    >
      <p className={styles.key} aria-hidden><span><i className={styles.happened} />{t('outcomes.bands.key.happened')}</span><span><i className={styles.range} />{t('outcomes.bands.key.range')}</span><span><i className={styles.said} />{t('outcomes.bands.key.said')}</span></p>
      <ul className={styles.bands}>
        {bands.map((band) => (
          <li key={band.from} data-empty={band.outcomes === 0 || undefined}>
            <b>{nameOf(band)}</b>
            <span className={styles.count}>{format.count(band.outcomes)}</span>
            <RangeBar mean={band.happened} low={band.low} high={band.high} tick={band.said} max={scale} label={`${nameOf(band)}: ${lineOf(band)}`} />
            <span className={styles.words} aria-hidden>{lineOf(band)}</span>
          </li>
        ))}
      </ul>
    </ChartPanel>
  );
}

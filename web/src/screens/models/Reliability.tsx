import { useTranslation } from 'react-i18next';
import type { ReliabilityBin } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { DataTable } from '@/parts/DataTable';
import styles from './Models.module.css';

const WIDTH = 420;
const HEIGHT = 240;
const LEFT = 44;
const BOTTOM = 28;

/** Do probabilities mean what they say? Each dot a group of cases; on the line, what was said is what happened. */
export function Reliability({ bins }: { bins: readonly ReliabilityBin[] }) {
  const { t } = useTranslation('models');
  const format = useFormat();
  const top = Math.min(1, Math.max(...bins.flatMap((bin) => [bin.predicted, bin.happened])) * 1.15);
  const most = Math.max(...bins.map((bin) => bin.cases));
  const x = (value: number) => LEFT + (value / top) * (WIDTH - LEFT - 12);
  const y = (value: number) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - BOTTOM - 12);
  return (
    <>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.reliability} role="img" aria-label={t('reliability.aria')}>
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <path d={`M${LEFT} ${y(top * share)}H${WIDTH - 12}`} stroke="var(--grid)" />
            <text x={LEFT - 6} y={y(top * share) + 4} textAnchor="end" fontSize="12" fill="var(--ink-3)">{format.ratio(top * share, 0)}</text>
            <text x={x(top * share)} y={HEIGHT - 8} textAnchor={share === 0 ? 'start' : share === 1 ? 'end' : 'middle'} fontSize="12" fill="var(--ink-3)">{format.ratio(top * share, 0)}</text>
          </g>
        ))}
        <path d={`M${x(0)} ${y(0)}L${x(top)} ${y(top)}`} stroke="var(--last-year)" strokeDasharray="4 4" />
        {bins.map((bin) => <circle key={bin.predicted} cx={x(bin.predicted)} cy={y(bin.happened)} r={3 + 4 * Math.sqrt(bin.cases / most)} fill="var(--accent)" fillOpacity="0.75" />)}
      </svg>
      <DataTable caption={t('reliability.title')} maxHeight={220}
        columns={[{ key: 'said', title: t('reliability.said'), numeric: true }, { key: 'happened', title: t('reliability.happened'), numeric: true }, { key: 'cases', title: t('reliability.cases'), numeric: true }]}
        rows={bins.map((bin) => ({ key: String(bin.predicted), cells: [format.ratio(bin.predicted), format.ratio(bin.happened), format.count(bin.cases)] }))} />
    </>
  );
}

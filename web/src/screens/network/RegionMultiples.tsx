import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegionSummary } from '@/api/types';
import { toNumber } from '@/format/numbers';
import { useFormat } from '@/i18n/useFormat';
import { Change } from '@/parts/Change';
import { ChartPanel } from '@/parts/ChartPanel';
import { Sparkline } from '@/parts/Sparkline';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import { BAND_VARIABLE, BANDS, countOf } from '@/theme/tokens';
import styles from './RegionMultiples.module.css';

const SHOWN = 24;

/** The children of the place side by side on one scale; each leads one level down. */
export function RegionMultiples({ regions, currency }: { regions: readonly RegionSummary[]; currency: string }) {
  const { t } = useTranslation('network');
  const format = useFormat();
  const { tree, isOpen } = useScope();
  const series = useMemo(() => regions.map((region) => region.trend.map(toNumber)), [regions]);
  const max = useMemo(() => series.reduce((top, values) => values.reduce<number>((m, v) => Math.max(m, v ?? 0), top), 0), [series]);
  // One alone is no comparison.
  if (regions.length < 2) return null;
  const kind = tree?.get(regions[0]!.id)?.kind ?? 'region';

  return (
    <ChartPanel
      id="regions" title={t(`regions.title.${kind === 'network' ? 'region' : kind}`)} note={t('regions.note')} height={240} fileName="regions" measure={{ name: 'net_sales', title: t('trend.netSales') }}
      table={() => ({
        columns: [
          { key: 'name', title: t('regions.name'), csv: 'name' }, { key: 'shops', title: t('regions.shops'), csv: 'locations', numeric: true }, { key: 'net', title: `${t('bands.netSales')}, ${currency}`, csv: 'net_sales', numeric: true },
          { key: 'change', title: t('bands.change'), csv: 'change', numeric: true }, { key: 'visits', title: t('bands.visits'), csv: 'visits', numeric: true }, { key: 'ticket', title: `${t('bands.ticket')}, ${currency}`, csv: 'average_ticket', numeric: true },
        ],
        rows: regions.map((r) => ({
          key: r.id, raw: [r.name, r.locations, r.netSales, r.change, r.visits, r.averageTicket],
          cells: [r.name, format.count(r.locations), format.amount(r.netSales, currency), <Change key="c" value={r.change} />, format.count(r.visits), format.amount(r.averageTicket, currency)],
        })),
      })}
    >
      <ul className={styles.grid}>
        {regions.slice(0, SHOWN).map((region, index) => {
          const body = (
            <>
              <span className={styles.head}><b>{region.name}</b><Change value={region.change} /></span>
              <span className={styles.figure}>{format.moneyCompact(region.netSales, currency)}</span>
              {(series[index]?.length ?? 0) > 1 && <Sparkline values={series[index] ?? []} max={max} min={0} height={56} area isLastPartial={isOpen} label={t('regions.trend', { name: region.name })} />}
              <BandBar bands={region.bands} />
              <span className={styles.foot}>
                {kind !== 'location' && <span>{t('common:shops', { count: region.locations })}</span>}
                <span>{format.count(region.visits)} {t('regions.visits')}</span>
                <span>{format.money(region.averageTicket, currency)} {t('regions.ticket')}</span>
              </span>
            </>
          );
          return (
            <li key={region.id}>
              {kind === 'location'
                ? <Link to="/shops/$shopId" params={{ shopId: region.id }} className={styles.cell}>{body}</Link>
                : <Link to="/" search={withSearch({ node: region.id })} className={styles.cell}>{body}</Link>}
            </li>
          );
        })}
      </ul>
      {regions.length > SHOWN && <p className={styles.more}><Link to="/shops">{t('regions.more', { count: regions.length })}</Link></p>}
    </ChartPanel>
  );
}

function BandBar({ bands }: { bands: RegionSummary['bands'] }) {
  const { t } = useTranslation();
  const known = BANDS.filter((band) => countOf(bands, band) > 0);
  if (known.length === 0) return null;
  const words = known.map((band) => `${t(`band.${band}`)} ${countOf(bands, band)}`).join(', ');
  return (
    <span className={styles.bands} role="img" aria-label={words} title={words}>
      {known.map((band) => <i key={band} style={{ flexGrow: countOf(bands, band), background: BAND_VARIABLE[band] }} />)}
    </span>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { clientOutlookQuery } from '@/api/predictionQueries';
import type { ClientRisk } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { Facts } from '@/parts/Facts';
import { Note } from '@/parts/Note';
import { PlaceholderLines } from '@/parts/Placeholder';
import { SidePanel } from '@/parts/SidePanel';
import { StateMark } from '@/parts/StateMark';
import { ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import { Step } from './ClientList';
import styles from './Retention.module.css';
import { riskLevel } from './riskWords';

/** One client: the chance of staying away, why, what it would cost, what to do, and what the answer rests on. */
export function ClientPanel({ id, known, onClose }: { id: string; known: ClientRisk | undefined; onClose: () => void }) {
  const { t } = useTranslation('retention');
  const format = useFormat();
  const { network, tree } = useScope();
  const query = useQuery({ ...clientOutlookQuery(network.id, id), ...(known ? { placeholderData: known } : {}) });
  const one = query.data;
  if (!one) return <SidePanel title={t('column.client')} onClose={onClose}>{query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <PlaceholderLines lines={8} />}</SidePanel>;
  const { word, tone } = riskLevel(one);
  const shop = tree?.get(one.locationId);
  return (
    <SidePanel title={one.name ?? t('noName')} note={shop && <Link to="/shops/$shopId" params={{ shopId: shop.id }}>{shop.name}</Link>} onClose={onClose} bar={<><StateMark tone={tone} word={t(`level.${word}`)} /><Step step={one.step} /></>}>
      <div className={styles.part}>
        <b>{t('chance', { share: format.ratio(one.noVisit, 0) })}</b>
        <span className={styles.meter} aria-hidden><i data-tone={tone} style={{ width: `${one.noVisit * 100}%` }} /></span>
        <p>{one.reason}</p>
      </div>
      <div className={styles.part}>
        <h3>{t('next')}</h3>
        <p>{t(`do.${one.step}`, { defaultValue: '' })}</p>
      </div>
      <div className={styles.part}>
        <Facts facts={[
          [t('fact.visits'), t('fact.visitsSince', { count: one.visits, day: format.day(one.firstVisit) })],
          [t('column.lastVisit'), format.day(one.lastVisit)],
          [t('fact.gap'), one.usualGapDays === null ? t('fact.noGap') : t('fact.days', { count: Math.round(one.usualGapDays) })],
          [t('fact.expected'), new Intl.NumberFormat(format.locale, { maximumFractionDigits: 1 }).format(one.expectedVisits)],
          [t('column.atStake'), format.money(one.valueAtRisk, one.currency)],
          [t('fact.toDate'), format.money(one.valueToDate, one.currency)],
          [t('fact.ahead'), one.valueAhead === null ? t('fact.unknown') : format.money(one.valueAhead, one.currency)],
        ]} />
      </div>
      <div className={styles.part}>
        {one.basis !== 'own_rhythm' && <Note kind="watch">{t(`basis.${one.basis}`)}</Note>}
        <p className="muted small" style={{ marginTop: 8 }}>{t('asOf', { day: format.day(one.asOf) })} · <Link to="/insights/models" search={withSearch({ open: one.modelId, state: undefined, sort: undefined, step: undefined, risk: undefined })}>{t('model')}</Link></p>
      </div>
    </SidePanel>
  );
}

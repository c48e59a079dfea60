import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { trailQuery } from '@/api/predictionQueries';
import type { ForecastTrail } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { DataTable } from '@/parts/DataTable';
import { Facts } from '@/parts/Facts';
import { PlaceholderLines } from '@/parts/Placeholder';
import { SidePanel } from '@/parts/SidePanel';
import { ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import { ModelFacts } from '@/screens/models/ModelPanel';
import models from '@/screens/models/Models.module.css';

/** One prediction followed from what it was made from, through the model that made it and how that was tried, to what came. */
export function TrailPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('insights');
  const format = useFormat();
  const { network } = useScope();
  const trail = useQuery(trailQuery(network.id, id));
  if (!trail.data) return <SidePanel title={t('trail.title')} onClose={onClose}>{trail.isError ? <ErrorState error={trail.error} onRetry={() => void trail.refetch()} /> : <PlaceholderLines lines={12} />}</SidePanel>;
  const { node, madeOn, isTrial, inputs, model } = trail.data;
  return (
    <SidePanel title={t('trail.of', { name: node.name })} note={t(isTrial ? 'trail.tried' : 'trail.made', { day: format.day(madeOn) })} onClose={onClose}>
      <div className={models.part}>
        <h3>{t('trail.inputs')}</h3>
        <Facts facts={[
          [t('trail.measure'), <Link key="measure" to="/measures" search={withSearch({ measure: inputs.measure })}>{t(`measure.${inputs.measure}`, { defaultValue: inputs.measure })}</Link>],
          [t('trail.known'), format.range(inputs.from, inputs.to)],
          [t('trail.days'), format.count(inputs.days)],
        ]} />
      </div>
      <Outcome trail={trail.data} />
      <div className={models.part}>
        <h3>{t('trail.model')}</h3>
        <p><Link to="/insights/models" search={withSearch({ open: model.model.id, trail: undefined })}>{t('models:version', { kind: t(`models:kind.${model.model.kind}`), version: model.model.version })}</Link> · {t(`models:method.${model.model.method}`, { defaultValue: model.model.method })}</p>
        <p className="muted">{model.model.reason}</p>
      </div>
      <ModelFacts detail={model} />
    </SidePanel>
  );
}

function Outcome({ trail: { outcome, node } }: { trail: ForecastTrail }) {
  const { t } = useTranslation('insights');
  const format = useFormat();
  return (
    <div className={models.part}>
      <h3>{t('trail.outcome')}</h3>
      {outcome.days === 0 ? <p className="muted">{t('trail.notOver')}</p> : (
        <>
          <Facts facts={[
            [t('trail.over'), format.count(outcome.days)],
            [t('trail.error'), t('models:origins.against', { error: format.ratio(outcome.error), naive: format.ratio(outcome.naiveError) })],
            [t('trail.bias'), format.change(outcome.bias)],
            [t('trail.inside'), format.ratio(outcome.inside)],
          ]} />
          <DataTable caption={t('trail.outcome')} maxHeight={260}
            columns={[{ key: 'month', title: t('trail.month') }, { key: 'forecast', title: t('trail.said'), numeric: true }, { key: 'actual', title: t('trail.came'), numeric: true }, { key: 'error', title: t('trail.off'), numeric: true }]}
            rows={outcome.months.map((month) => ({ key: month.month, cells: [format.monthShort(month.month), format.moneyCompact(month.forecast, node.currency), format.moneyCompact(month.actual, node.currency), format.change(month.error)] }))} />
        </>
      )}
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { modelQuery } from '@/api/predictionQueries';
import type { ModelDetail } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { Facts } from '@/parts/Facts';
import { Note } from '@/parts/Note';
import { PlaceholderLines } from '@/parts/Placeholder';
import { SidePanel } from '@/parts/SidePanel';
import { StateMark } from '@/parts/StateMark';
import { ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { Decide } from './Decide';
import styles from './Models.module.css';
import { MODEL_TONES } from './modelWords';
import { Reliability } from './Reliability';
import { useErrorText } from './useErrorText';

/** One version: what it learnt from, how it was tried, whether its ranges and chances mean what they say, and the decision. */
export function ModelPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('models');
  const { network, can } = useScope();
  const query = useQuery(modelQuery(network.id, id));
  if (!query.data) return <SidePanel title={t('panel')} onClose={onClose}>{query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <PlaceholderLines lines={10} />}</SidePanel>;
  const { model } = query.data;
  return (
    <SidePanel title={t('version', { kind: t(`kind.${model.kind}`), version: model.version })} note={t(`method.${model.method}`, { defaultValue: model.method })} onClose={onClose} bar={<StateMark tone={MODEL_TONES[model.state]} word={t(`state.${model.state}`)} />}>
      <Note kind={model.state === 'at_work' ? 'good' : model.state === 'refused' ? 'bad' : 'info'}>{model.reason}</Note>
      <ModelFacts detail={query.data} />
      {can('predictions.manage') && (model.state === 'waiting' || model.state === 'at_work' || model.state === 'refused') && <div className={styles.part}><Decide model={model} /></div>}
    </SidePanel>
  );
}

/** What is known of a version; also shown where a prediction is followed to its model. */
export function ModelFacts({ detail }: { detail: ModelDetail }) {
  const { t } = useTranslation('models');
  const format = useFormat();
  const errorText = useErrorText();
  const { model, origins, methods, counts, seed, reliability } = detail;
  const top = Math.max(0.0001, ...origins.flatMap((origin) => [origin.error ?? 0, origin.naiveError ?? 0]));
  const bar = (value: number | null, isNaive = false) => value !== null && <i className={isNaive ? styles.naive : undefined} style={{ width: `${(value / top) * 100}%` }} />;
  return (
    <>
      <div className={styles.part}>
        <Facts facts={[
          [t('fact.window'), model.windowFrom && model.windowTo ? format.range(model.windowFrom, model.windowTo) : '–'],
          ...Object.entries(counts).map(([name, count]) => [t(`count.${name}`, { defaultValue: name.replaceAll('_', ' ') }), format.count(count)] as const),
          [t('fact.trained'), format.instant(model.trainedAt)],
          [t('fact.decided'), t(model.decidedBy === 'person' ? 'decidedBy.person' : 'decidedBy.rule', { name: model.deciderName ?? '', at: format.instant(model.decidedAt) })],
          ...(model.coverage !== null ? [[t('fact.coverage'), format.ratio(model.coverage)] as const] : []),
          ...(model.calibrationError !== null ? [[t('fact.calibration'), format.ratio(model.calibrationError)] as const] : []),
          [t('fact.seed'), String(seed)],
        ]} />
      </div>
      {origins.length > 0 && (
        <div className={styles.part}>
          <h3>{t('origins.title')}</h3>
          <p className={styles.key} aria-hidden><span><i />{t('origins.model')}</span><span><i className={styles.naive} />{t('origins.naive')}</span></p>
          <ul className={styles.origins}>
            {origins.map((origin) => (
              <li key={`${origin.origin}:${origin.days}`}>
                <span className={styles.line}><span>{t('origins.day', { day: format.day(origin.origin), days: origin.days })}</span><span>{t('origins.against', { error: errorText(origin.error, model.metric), naive: errorText(origin.naiveError, model.metric) })}</span></span>
                <span className={styles.bars} aria-hidden>{bar(origin.error)}{bar(origin.naiveError, true)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {methods.length > 1 && (
        <div className={styles.part}>
          <h3>{t('methods')}</h3>
          <Facts facts={methods.map((one) => [t(`method.${one.method}`, { defaultValue: one.method }), errorText(one.error, model.metric)] as const)} />
        </div>
      )}
      {reliability.length > 0 && <div className={styles.part}><h3>{t('reliability.title')}</h3><Reliability bins={reliability} /></div>}
    </>
  );
}

import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconRoute, IconTargetArrow } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { accuracyQuery } from '@/api/predictionQueries';
import { useFormat } from '@/i18n/useFormat';
import frame from '@/parts/ListFrame.module.css';
import { PartBoundary } from '@/parts/PartBoundary';
import { Placeholder, PlaceholderLines } from '@/parts/Placeholder';
import { Sentences } from '@/parts/Sentences';
import { EmptyState, ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import box from '@/screens/insights/Insights.module.css';
import { TrailPanel } from '@/screens/insights/TrailPanel';
import type { AccuracyAddress } from './address';
import { HorizonErrors } from './HorizonErrors';
import { judgedSentences } from './judged';
import { SaidAndCame } from './SaidAndCame';
import { UnitErrors } from './UnitErrors';

const route = getRouteApi('/frame/insights/accuracy');

/** Forecasts of revenue beside what came and beside what costs nothing. */
export function RevenueAccuracy() {
  const { t } = useTranslation('accuracy');
  const format = useFormat();
  const address = route.useSearch();
  const navigate = useNavigate();
  const { network, nodeId } = useScope();
  const accuracy = useQuery({ ...accuracyQuery(network.id, nodeId), placeholderData: keepPreviousData });
  const change = (patch: Partial<AccuracyAddress>) => void navigate({ to: '.', search: withSearch(patch), replace: true, resetScroll: false });
  const all = (accuracy.data?.forecasts ?? []).filter((one) => one.days > 0);
  const judged = all.find((one) => one.forecastId === address.forecast) ?? all[0];
  const sentences = useMemo(() => (judged ? judgedSentences(judged, format).map(({ key, values }) => t(key, values)) : []), [judged, format, t]);
  const by = address.by ?? 'month';
  const nameOf = (one: (typeof all)[number]) => t(one.isTrial ? 'choice.trial' : 'choice.work', { day: format.day(one.madeOn), days: one.days });
  return (
    <>
      {!accuracy.data ? (accuracy.isError ? <div className={box.box}><ErrorState error={accuracy.error} onRetry={() => void accuracy.refetch()} /></div> : <><PlaceholderLines lines={3} lineHeight={28} /><Placeholder height={380} radius={8} /></>)
        : !judged ? <div className={box.box}><EmptyState icon={<IconTargetArrow size={22} />} title={t('empty')} text={t('emptyText')} /></div> : (
          <>
            <Sentences sentences={sentences} />
            <div className={frame.filters}>
              <Select className={frame.text ?? ''} aria-label={t('choice.label')} allowDeselect={false} value={judged.forecastId} onChange={(value) => change({ forecast: value ?? undefined })} data={all.map((one) => ({ value: one.forecastId, label: nameOf(one) }))} />
              <SegmentedControl aria-label={t('forecast:by.label')} value={by} onChange={(value) => change({ by: value === 'day' ? 'day' : undefined })} data={[{ value: 'month', label: t('forecast:by.month') }, { value: 'day', label: t('forecast:by.day') }]} />
              <Button variant="default" leftSection={<IconRoute size={16} stroke={1.6} />} onClick={() => change({ trail: judged.forecastId })}>{t('insights:trail.follow')}</Button>
            </div>
            <PartBoundary resetKey={judged}><SaidAndCame judged={judged} node={accuracy.data.node} by={by} /></PartBoundary>
            <PartBoundary resetKey={judged}><HorizonErrors judged={judged} /></PartBoundary>
            <PartBoundary resetKey={accuracy.data}><UnitErrors node={accuracy.data.node} /></PartBoundary>
          </>
        )}
      {address.trail && <TrailPanel key={address.trail} id={address.trail} onClose={() => change({ trail: undefined })} />}
    </>
  );
}

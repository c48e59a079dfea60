import { SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { unitForecastsQuery } from '@/api/predictionQueries';
import { useFormat } from '@/i18n/useFormat';
import { Note } from '@/parts/Note';
import { PageHead } from '@/parts/PageHead';
import { PartBoundary } from '@/parts/PartBoundary';
import { Placeholder, PlaceholderLines } from '@/parts/Placeholder';
import { Sentences } from '@/parts/Sentences';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import { InsightsTabs } from '@/screens/insights/InsightsTabs';
import { NotYet } from '@/screens/insights/NotYet';
import { RunMark } from '@/screens/insights/RunMark';
import { TrailPanel } from '@/screens/insights/TrailPanel';
import { usePlaceName } from '@/screens/insights/usePlaceName';
import type { ForecastAddress } from './address';
import { Outlook } from './Outlook';
import { outlookSentences } from './outlookSentences';
import styles from './RevenueScreen.module.css';
import { Scenarios } from './Scenarios';
import { UnitOutlooks } from './UnitOutlooks';
import { useOutlook } from './useOutlook';

const route = getRouteApi('/frame/insights/revenue');

/** What a place will take: last year, what came, what is expected in its range, and the same of the units below it. */
export function RevenueScreen() {
  const { t } = useTranslation('forecast');
  const format = useFormat();
  const address = route.useSearch();
  const navigate = useNavigate();
  const { network, nodeId } = useScope();
  const { forecast, points, step, isWaiting } = useOutlook(nodeId, address);
  const units = useQuery({ ...unitForecastsQuery(network.id, nodeId, address.per ?? 'child'), placeholderData: keepPreviousData });
  const change = useCallback((patch: Partial<ForecastAddress>, replace = false) => void navigate({ to: '.', search: withSearch(patch), replace, resetScroll: false }), [navigate]);
  const name = usePlaceName();
  const data = forecast.data;
  const sentences = useMemo(() => (data ? outlookSentences(data, units.data?.items ?? [], format).map(({ key, values }) => t(key, values)) : []), [data, units.data, format, t]);
  return (
    <div className={styles.screen}>
      <PageHead title={t('title', { name })} note={data ? t('note', { range: format.range(data.from, data.to) }) : undefined} actions={
        <SegmentedControl size="xs" aria-label={t('by.label')} value={step} onChange={(value) => change({ by: value === 'day' ? 'day' : undefined, month: undefined })} data={[{ value: 'month', label: t('by.month') }, { value: 'day', label: t('by.day') }]} />
      } />
      <InsightsTabs />
      <RunMark />
      {!data ? (forecast.isError ? <NotYet error={forecast.error} onRetry={() => void forecast.refetch()} /> : <><PlaceholderLines lines={3} lineHeight={28} /><Placeholder height={380} radius={8} /><Placeholder height={280} radius={8} /></>) : (
        <div className={styles.parts} data-stale={forecast.isPlaceholderData || undefined} aria-busy={forecast.isPlaceholderData}>
          <Sentences sentences={sentences} />
          {data.basis.restsOnLittle && <Note kind="watch">{data.basis.sentence}</Note>}
          <PartBoundary resetKey={data}><Outlook forecast={data} points={points} by={step} month={address.month} isWaiting={isWaiting} onMonth={(month) => change({ by: month ? 'day' : undefined, month })} onFollow={(trail) => change({ trail }, true)} /></PartBoundary>
          <PartBoundary resetKey={units.data}><UnitOutlooks units={units} node={data.node} per={address.per} sort={address.sort} onChange={change} /></PartBoundary>
          {data.node.kind === 'location' && <PartBoundary resetKey={data.node.id}><Scenarios key={data.node.id} node={data.node} /></PartBoundary>}
        </div>
      )}
      {address.trail && <TrailPanel key={address.trail} id={address.trail} onClose={() => change({ trail: undefined }, true)} />}
    </div>
  );
}

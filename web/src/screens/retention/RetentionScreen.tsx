import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconDownload, IconFilterOff, IconHeartHandshake } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '@/api/client';
import { paths } from '@/api/paths';
import { clientsAtRiskQuery, clientSummaryQuery } from '@/api/predictionQueries';
import { CLIENT_SORTS, CLIENT_STATES, CLIENT_STEPS, type ClientSort, type ClientState, type ClientStep } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { ListFrame } from '@/parts/ListFrame';
import frame from '@/parts/ListFrame.module.css';
import { PageHead } from '@/parts/PageHead';
import { PartBoundary } from '@/parts/PartBoundary';
import { Sentences } from '@/parts/Sentences';
import { EmptyState } from '@/parts/States';
import { useIsPhone } from '@/parts/useIsPhone';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import { InsightsTabs } from '@/screens/insights/InsightsTabs';
import { RunMark } from '@/screens/insights/RunMark';
import { useRunWork } from '@/screens/insights/useRunWork';
import { LEAST_RISKS, type RetentionAddress } from './address';
import { ClientList } from './ClientList';
import { ClientPanel } from './ClientPanel';
import { riskSentences } from './riskWords';

const route = getRouteApi('/frame/insights/clients');

/** Who may not come back: why, what is at stake, and what to do about it. */
export function RetentionScreen() {
  const { t } = useTranslation('retention');
  const format = useFormat();
  const isPhone = useIsPhone();
  const address = route.useSearch();
  const navigate = useNavigate();
  const { network, nodeId, can } = useScope();
  const { start } = useRunWork();
  const { state = 'at_risk', step, risk, sort = 'value_at_risk', open } = address;
  const filters = useMemo(() => ({ node: nodeId, state, step, minRisk: risk, sort }), [nodeId, state, step, risk, sort]);
  const list = useInfiniteQuery({ ...clientsAtRiskQuery(network.id, filters), placeholderData: keepPreviousData });
  const summary = useQuery({ ...clientSummaryQuery(network.id, nodeId), placeholderData: keepPreviousData }).data;
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const change = (patch: Partial<RetentionAddress>, replace = true) => void navigate({ to: '.', search: withSearch(patch), replace, resetScroll: false });
  const clear = () => change({ state: undefined, step: undefined, risk: undefined });
  const sentences = useMemo(() => (summary ? riskSentences(summary, format).map(({ key, values }) => t(key, values)) : []), [summary, format, t]);
  const isFiltered = Boolean(step || risk || state !== 'at_risk');
  const csv = addressOf(`${paths.predictions(network.id)}/clients`, { ...filters, format: 'csv' });
  const empty = isFiltered || summary?.asOf
    ? <EmptyState icon={<IconFilterOff size={22} />} title={t('nothing')} {...(isFiltered ? { action: <Button variant="default" onClick={clear}>{t('clear')}</Button> } : {})} />
    : <EmptyState icon={<IconHeartHandshake size={22} />} title={t('empty')} text={t('emptyText')} action={can('predictions.manage') ? <Button loading={start.isPending} onClick={() => start.mutate()}>{t('insights:run.start')}</Button> : undefined} />;
  return (
    <div className={frame.screen}>
      <PageHead title={t('title')} note={summary?.asOf ? t('asOf', { day: format.day(summary.asOf) }) : undefined}
        actions={rows.length > 0 && !isPhone && <Button variant="default" leftSection={<IconDownload size={16} stroke={1.6} />} component="a" href={csv} download>{t('common:chart.csv')}</Button>} />
      <InsightsTabs />
      <RunMark />
      {sentences.length > 0 && <Sentences sentences={sentences} />}
      <div className={frame.filters} role="search">
        <SegmentedControl aria-label={t('filter.state')} value={state} onChange={(value) => change({ state: value === 'at_risk' ? undefined : (value as ClientState) })} data={CLIENT_STATES.map((value) => ({ value, label: t(`state.${value}`) }))} />
        <Select className={frame.pick ?? ''} aria-label={t('filter.step')} placeholder={t('filter.step')} clearable value={step ?? null} onChange={(value) => change({ step: (value as ClientStep | null) ?? undefined })} data={CLIENT_STEPS.map((value) => ({ value, label: t(`step.${value}`) }))} />
        <Select className={frame.pick ?? ''} aria-label={t('filter.risk')} placeholder={t('filter.risk')} clearable value={risk ?? null} onChange={(value) => change({ risk: (value as RetentionAddress['risk']) ?? undefined })} data={LEAST_RISKS.map((value) => ({ value, label: t('filter.from', { share: format.ratio(value, 0) }) }))} />
        <Select className={frame.pick ?? ''} aria-label={t('filter.sort')} allowDeselect={false} value={sort} onChange={(value) => change({ sort: value === 'value_at_risk' ? undefined : (value as ClientSort) })} data={CLIENT_SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))} />
        {isFiltered && <Button variant="subtle" onClick={clear}>{t('clear')}</Button>}
      </div>
      <PartBoundary resetKey={filters}>
        <ListFrame list={list} isEmpty={rows.length === 0} empty={empty}>
          <ClientList rows={rows} sort={sort} openId={open} onSort={(key) => change({ sort: key === 'value_at_risk' ? undefined : key })} onOpen={(id) => change({ open: id }, open !== undefined)} />
        </ListFrame>
      </PartBoundary>
      {open && <ClientPanel key={open} id={open} known={rows.find((one) => one.clientId === open)} onClose={() => change({ open: undefined })} />}
    </div>
  );
}

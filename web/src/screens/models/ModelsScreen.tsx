import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { MODEL_KINDS, MODEL_STATES, type ModelKind, type ModelState } from '@/api/predictionTypes';
import frame from '@/parts/ListFrame.module.css';
import { PageHead } from '@/parts/PageHead';
import { PartBoundary } from '@/parts/PartBoundary';
import { useScope } from '@/scope/Scope';
import { withSearch } from '@/scope/withSearch';
import { InsightsTabs } from '@/screens/insights/InsightsTabs';
import { RunMark } from '@/screens/insights/RunMark';
import { useRunWork } from '@/screens/insights/useRunWork';
import type { ModelsAddress } from './address';
import { ModelPanel } from './ModelPanel';
import { ModelList } from './ModelList';
import { RunsPart } from './RunsPart';

const route = getRouteApi('/frame/insights/models');

/** Which version of each model answers, how each was tried, who decided, and the runs that make predictions. */
export function ModelsScreen() {
  const { t } = useTranslation('models');
  const address = route.useSearch();
  const navigate = useNavigate();
  const { can } = useScope();
  const { start } = useRunWork();
  const change = (patch: Partial<ModelsAddress>, replace = true) => void navigate({ to: '.', search: withSearch(patch), replace, resetScroll: false });
  return (
    <div className={frame.screen}>
      <PageHead title={t('title')} note={t('note')} actions={can('predictions.manage') && <Button leftSection={<IconPlayerPlay size={16} stroke={1.6} />} loading={start.isPending} onClick={() => start.mutate()}>{t('insights:run.start')}</Button>} />
      <InsightsTabs />
      <RunMark />
      <div className={frame.filters} role="search">
        <SegmentedControl aria-label={t('tab.label')} value={address.tab ?? 'models'} onChange={(value) => change({ tab: value === 'runs' ? 'runs' : undefined, open: undefined })} data={(['models', 'runs'] as const).map((value) => ({ value, label: t(`tab.${value}`) }))} />
        {address.tab !== 'runs' && (
          <>
            <Select className={frame.pick ?? ''} aria-label={t('filter.kind')} placeholder={t('filter.kind')} clearable value={address.kind ?? null} onChange={(value) => change({ kind: (value as ModelKind | null) ?? undefined })} data={MODEL_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))} />
            <Select className={frame.pick ?? ''} aria-label={t('filter.state')} placeholder={t('filter.state')} clearable value={address.state ?? null} onChange={(value) => change({ state: (value as ModelState | null) ?? undefined })} data={MODEL_STATES.map((value) => ({ value, label: t(`state.${value}`) }))} />
          </>
        )}
      </div>
      <PartBoundary resetKey={address.tab}>
        {address.tab === 'runs' ? <RunsPart /> : <ModelList kind={address.kind} state={address.state} open={address.open} onOpen={(open) => change({ open }, address.open !== undefined)} onClear={() => change({ kind: undefined, state: undefined })} />}
      </PartBoundary>
      {address.open && <ModelPanel key={address.open} id={address.open} onClose={() => change({ open: undefined })} />}
    </div>
  );
}

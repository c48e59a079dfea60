import { SegmentedControl } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { OUTCOME_KINDS } from '@/api/predictionTypes';
import frame from '@/parts/ListFrame.module.css';
import { PageHead } from '@/parts/PageHead';
import { withSearch } from '@/scope/withSearch';
import { InsightsTabs } from '@/screens/insights/InsightsTabs';
import { usePlaceName } from '@/screens/insights/usePlaceName';
import { OutcomesPart } from './OutcomesPart';
import { RevenueAccuracy } from './RevenueAccuracy';

const route = getRouteApi('/frame/insights/accuracy');
const REVENUE = 'revenue';

/** What was said beside what came, and beside what costs nothing. */
export function AccuracyScreen() {
  const { t } = useTranslation('accuracy');
  const navigate = useNavigate();
  const { of } = route.useSearch();
  const name = usePlaceName();
  return (
    <div className={frame.screen}>
      <PageHead title={t('title', { name })} />
      <InsightsTabs />
      <div className={frame.filters}>
        <SegmentedControl aria-label={t('of.label')} value={of ?? REVENUE} onChange={(value) => void navigate({ to: '.', search: withSearch({ of: OUTCOME_KINDS.find((kind) => kind === value), forecast: undefined, trail: undefined }), replace: true, resetScroll: false })}
          data={[REVENUE, ...OUTCOME_KINDS].map((value) => ({ value, label: t(`of.${value}`) }))} />
      </div>
      {of ? <OutcomesPart key={of} kind={of} /> : <RevenueAccuracy />}
    </div>
  );
}

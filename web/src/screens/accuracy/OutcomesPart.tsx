import { IconTargetArrow } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { outcomesQuery } from '@/api/predictionQueries';
import type { OutcomeKind } from '@/api/predictionTypes';
import { useFormat } from '@/i18n/useFormat';
import { PartBoundary } from '@/parts/PartBoundary';
import { Placeholder, PlaceholderLines } from '@/parts/Placeholder';
import { Sentences } from '@/parts/Sentences';
import { EmptyState, ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import box from '@/screens/insights/Insights.module.css';
import { OutcomeBands } from './OutcomeBands';
import { OutcomeMonths } from './OutcomeMonths';
import { outcomeSentences } from './outcomeWords';

/** Chances that clients stay away, beside who did. */
export function OutcomesPart({ kind }: { kind: OutcomeKind }) {
  const { t } = useTranslation('accuracy');
  const format = useFormat();
  const { network, nodeId } = useScope();
  const { data, isError, error, refetch } = useQuery({ ...outcomesQuery(network.id, kind, nodeId), placeholderData: keepPreviousData });
  const sentences = useMemo(() => (data?.judged ? outcomeSentences(data, data.judged, format).map(({ key, values }) => t(key, values)) : []), [data, format, t]);
  if (!data) return isError ? <div className={box.box}><ErrorState error={error} onRetry={() => void refetch()} /></div> : <><PlaceholderLines lines={3} lineHeight={28} /><Placeholder height={320} radius={8} /></>;
  return (
    <>
      {data.judged
        ? <><Sentences sentences={sentences} /><PartBoundary resetKey={data}><OutcomeBands kind={data.kind} judged={data.judged} outcomes={data.outcomes} /></PartBoundary></>
        : <div className={box.box}><EmptyState icon={<IconTargetArrow size={22} />} title={t('outcomes.empty', { outcomes: data.outcomes, needed: data.needed })} text={[t(`outcomes.emptyText.${data.kind}`), ...(data.nextOn ? [t('outcomes.next', { day: format.day(data.nextOn) })] : [])].join(' ')} /></div>}
      {data.judged && data.months.length > 0 && <PartBoundary resetKey={data}><OutcomeMonths kind={data.kind} months={data.months} /></PartBoundary>}
    </>
  );
}

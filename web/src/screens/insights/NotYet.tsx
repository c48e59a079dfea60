import { Button } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { EmptyState, ErrorState } from '@/parts/States';
import { useScope } from '@/scope/Scope';
import styles from './Insights.module.css';
import { useRunWork } from './useRunWork';

/** Refusals that only say: nothing has been made yet, or too little is known. */
const NOT_YET = new Set(['no_forecast_yet', 'too_little_history', 'no_demand_yet', 'no_prices_yet', 'no_shifts_yet']);

/** A prediction that could not be shown: because there is none yet, with the button that makes it, or because something failed. */
export function NotYet({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('insights');
  const { can } = useScope();
  const { start } = useRunWork();
  const isEarly = error instanceof ApiProblem && NOT_YET.has(error.code);
  return (
    <div className={styles.box}>
      {isEarly
        ? <EmptyState icon={<IconHourglass size={22} />} title={t('notYet')} text={error.message} action={can('predictions.manage') && isEarly && error.code !== 'no_shifts_yet' ? <Button loading={start.isPending} onClick={() => start.mutate()}>{t('run.start')}</Button> : undefined} />
        : <ErrorState error={error} onRetry={onRetry} />}
    </div>
  );
}

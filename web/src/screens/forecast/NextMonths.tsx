import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/api/problem';
import { Panel } from '@/parts/Panel';
import { Placeholder } from '@/parts/Placeholder';
import { EmptyState, ErrorState } from '@/parts/States';
import { withSearch } from '@/scope/withSearch';
import { Outlook } from './Outlook';
import { useOutlook } from './useOutlook';

const HEIGHT = 260;

/** On a shop's own page: what its coming months should bring, and the way to all that is predicted of it. */
export function NextMonths({ shopId }: { shopId: string }) {
  const { t } = useTranslation('forecast');
  const navigate = useNavigate();
  const { forecast, points, isWaiting } = useOutlook(shopId, {});
  const to = (patch: object) => ({ to: '/insights/revenue' as const, search: withSearch({ node: shopId, ...patch }) });
  const title = t('shop.title');
  if (!forecast.data) {
    const isEarly = forecast.error instanceof ApiProblem && forecast.error.code === 'too_little_history';
    return (
      <Panel id="outlook" title={title}>
        {forecast.isPending ? <Placeholder height={HEIGHT} /> : isEarly ? <EmptyState title={t('shop.early')} text={forecast.error!.message} /> : <ErrorState error={forecast.error} onRetry={() => void forecast.refetch()} />}
      </Panel>
    );
  }
  return (
    <Outlook forecast={forecast.data} points={points} by="month" isWaiting={isWaiting} title={title} height={HEIGHT} onMonth={(month) => void navigate(to({ by: 'day', month }))}
      extra={<Button variant="subtle" size="compact-sm" rightSection={<IconArrowRight size={15} />} renderRoot={(props) => <Link {...to({})} {...props} />}>{t('shop.all')}</Button>} />
  );
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { revenueForecastQuery } from '@/api/predictionQueries';
import { measuresQuery } from '@/api/queries';
import { useScope } from '@/scope/Scope';
import type { ForecastAddress } from './address';
import { dayPoints, historyOf, monthPoints } from './outlookPoints';

/** A place's forecast with the sales before it. */
export function useOutlook(nodeId: string | undefined, { by, month }: Pick<ForecastAddress, 'by' | 'month'>) {
  const { network } = useScope();
  const step = by ?? 'month';
  const forecast = useQuery({ ...revenueForecastQuery(network.id, nodeId, step), placeholderData: keepPreviousData });
  const node = forecast.data?.node;
  const shown = forecast.data && historyOf(forecast.data, step, month);
  const history = useQuery({
    ...measuresQuery({
      networkId: network.id, measures: ['net_sales'], from: shown?.from ?? '', to: shown?.to ?? '', by: step, per: node?.kind ?? 'network', compare: 'year',
      node: node && node.kind !== 'network' ? node.id : undefined,
    }),
    enabled: shown !== undefined && shown.from <= shown.to, placeholderData: keepPreviousData,
  });
  const points = useMemo(() => {
    if (!forecast.data) return [];
    const rows = (history.data?.rows ?? []).filter((row) => row.unit === forecast.data.node.currency && row.nodeId === forecast.data.node.id);
    return step === 'day' ? dayPoints(rows, forecast.data, month) : monthPoints(rows, forecast.data);
  }, [forecast.data, history.data, step, month]);
  return { forecast, points, step, isWaiting: history.isPending && history.fetchStatus !== 'idle' } as const;
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { dashboardQuery } from '@/api/queries';
import { useScope } from '@/scope/Scope';

/** The dashboard of the place and period at hand; while another one loads, the last stays on screen, marked. */
export function useDashboard() {
  const { network, nodeId, period, compare, isOpen, can } = useScope();
  return useQuery({
    ...dashboardQuery({ networkId: network.id, ...(nodeId ? { nodeId } : {}), from: period.from, to: period.to, compare }, isOpen),
    enabled: can('measures.read'),
    placeholderData: keepPreviousData,
  });
}

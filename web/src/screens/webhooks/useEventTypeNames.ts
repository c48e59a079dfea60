import { useQuery } from '@tanstack/react-query';
import { eventTypesQuery } from '@/api/webhookQueries';

/** All event types by name. */
export function useEventTypeNames(): string[] {
  const types = useQuery(eventTypesQuery());
  return (types.data?.items ?? []).map((one) => one.type);
}

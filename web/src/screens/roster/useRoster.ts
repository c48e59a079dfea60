import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api } from '@/api/client';
import { paths } from '@/api/paths';
import { rosterQuery } from '@/api/predictionQueries';
import type { RosterProposal } from '@/api/predictionTypes';
import { useScope } from '@/scope/Scope';

/** The newest proposal of a shop's week, and a way to ask for another; leaving cancels the search. */
export function useRoster(shopId: string | undefined, week: string) {
  const { network, can } = useScope();
  const queries = useQueryClient();
  const query = rosterQuery(network.id, shopId ?? '', week);
  const roster = useQuery({ ...query, enabled: shopId !== undefined });
  const stop = useRef<AbortController | null>(null);
  const propose = useMutation({
    mutationFn: () => {
      stop.current = new AbortController();
      return api.post<RosterProposal>(`${paths.predictions(network.id)}/rosters`, { body: { locationId: shopId, week }, signal: stop.current.signal });
    },
    onSuccess: (made) => queries.setQueryData(query.queryKey, made),
  });
  const { reset } = propose;
  useEffect(() => () => { stop.current?.abort(); reset(); }, [shopId, week, reset]);
  return { roster, propose, cancel: () => { stop.current?.abort(); reset(); }, mayPropose: can('bookings.write') && can('measures.read') };
}

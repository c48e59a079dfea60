import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { peopleQuery } from '@/api/queries';
import { useScope } from '@/scope/Scope';
import type { PeopleAddress } from './address';

/** The tree shows everybody at once; past this many it says that there are more. */
const WHOLE_TREE = 2_000;

export function usePeople({ q, role, status, view }: PeopleAddress) {
  const { network } = useScope();
  const list = useInfiniteQuery({ ...peopleQuery(network.id, { search: q, role }), placeholderData: keepPreviousData });
  const all = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const people = useMemo(() => (status ? all.filter((person) => person.status === status) : all), [all, status]);
  const needsMore = (view === 'tree' || status !== undefined) && list.hasNextPage && !list.isFetchingNextPage && all.length < WHOLE_TREE;
  const { fetchNextPage } = list;
  useEffect(() => { if (needsMore) void fetchNextPage(); }, [needsMore, fetchNextPage]);
  return { list, people, total: status ? people.length : (list.data?.pages[0]?.total ?? undefined) };
}
export type PeopleListState = ReturnType<typeof usePeople>['list'];

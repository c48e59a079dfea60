import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { dayQuery } from '@/api/queries';
import type { Day, LiveFigures } from '@/api/types';
import { useLive } from '@/live/LiveProvider';

const AT_MOST_EVERY_MS = 1_000;

/** A shop's day. While it is today, every change the stream tells of brings the day anew, at most once a second. */
export function useShopDay(shopId: string, date: Day, isToday: boolean) {
  const queries = useQueryClient();
  const live = useLive();
  const day = useQuery({ ...dayQuery(shopId, date, isToday), placeholderData: keepPreviousData });
  const figures = isToday ? live?.figures.get(shopId) : undefined;
  const seen = useRef<{ figures: LiveFigures | undefined; timer: ReturnType<typeof setTimeout> | undefined }>({ figures: undefined, timer: undefined });

  useEffect(() => {
    const before = seen.current.figures;
    seen.current.figures = figures;
    if (!figures || !before || figures === before || seen.current.timer) return;
    seen.current.timer = setTimeout(() => {
      seen.current.timer = undefined;
      void queries.invalidateQueries({ queryKey: dayQuery(shopId, date, true).queryKey });
    }, AT_MOST_EVERY_MS);
  }, [figures, queries, shopId, date]);
  useEffect(() => () => clearTimeout(seen.current.timer), []);

  return { day, liveFigures: figures?.day === date ? figures : undefined, receivedAt: live?.receivedAt ?? null };
}

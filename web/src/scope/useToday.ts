import { useEffect, useState } from 'react';
import type { Day } from '@/api/types';

/** Today, and tomorrow once midnight passes on a screen left open overnight. */
export function useToday(read: (now: number) => Day): Day {
  const [today, setToday] = useState(() => read(Date.now()));
  useEffect(() => {
    const look = () => setToday(read(Date.now()));
    look();
    const timer = setInterval(look, 30_000);
    return () => clearInterval(timer);
  }, [read]);
  return today;
}

import { useEffect, useState } from 'react';

/** Whole seconds since an instant of this reader's clock, counted on by itself; null before the first. */
export function useAge(since: number | null, everyMs = 1_000): number | null {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, since]);
  return since === null ? null : Math.max(0, Math.round((now - since) / 1000));
}

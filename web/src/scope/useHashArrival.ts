import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';

/** Brings the part that the address names (#measures) into view once it is there: a link arrives before the figures do. */
export function useHashArrival(isReady: boolean) {
  const hash = useLocation({ select: (location) => location.hash });
  useEffect(() => {
    if (isReady && hash) document.getElementById(hash)?.scrollIntoView();
  }, [isReady, hash]);
}

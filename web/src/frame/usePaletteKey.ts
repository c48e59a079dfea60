import { useEffect, useRef } from 'react';

/** ⌘K, Ctrl K, and "/" outside of fields. */
export function usePaletteKey(open: () => void) {
  const latest = useRef(open);
  latest.current = open;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const inField = event.target instanceof HTMLElement && event.target.matches('input, textarea, select, [contenteditable]');
      const isCommand = event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey);
      const isSlash = event.key === '/' && !inField && !event.metaKey && !event.ctrlKey && !event.altKey;
      if (!isCommand && !isSlash) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
export const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

import { useSyncExternalStore } from 'react';

export type Density = 'comfortable' | 'compact';
const KEY = 'bookedbarber.density';
const listeners = new Set<() => void>();
const current = (): Density => (document.documentElement.dataset['density'] === 'compact' ? 'compact' : 'comfortable');

export function setDensity(density: Density) {
  document.documentElement.dataset['density'] = density;
  // Private windows may refuse storage; the choice then lasts for the visit.
  try { localStorage.setItem(KEY, density); } catch { /* nothing to keep it in */ }
  listeners.forEach((listener) => listener());
}

export function useDensity(): Density {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, current);
}

import { useCallback } from 'react';
import { useFormat } from '@/i18n/useFormat';
import { isShare } from './modelWords';

/** A model's error in the form that its metric reads in. */
export function useErrorText() {
  const format = useFormat();
  return useCallback((error: number | null, metric: string) => {
    if (error === null) return '–';
    return isShare(metric) ? format.ratio(error) : new Intl.NumberFormat(format.locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 }).format(error);
  }, [format]);
}

import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/useFormat';

/** How long something takes or lies behind, in the largest unit that says enough. */
export function useSpan() {
  const { t } = useTranslation('connections');
  const format = useFormat();
  return (seconds: number | null | undefined): string => {
    if (seconds === null || seconds === undefined) return '–';
    const [unit, size] = ([['day', 86_400], ['hour', 3_600], ['minute', 60]] as const).find(([, length]) => seconds >= length * 2) ?? (['second', 1] as const);
    return t(`span.${unit}`, { value: format.count(Math.round(seconds / size)) });
  };
}

/** How long ago something was. */
export function useAgo() {
  const format = useFormat();
  return (at: string | null | undefined, otherwise: string): string => (at ? format.age((Date.now() - Date.parse(at)) / 1000) : otherwise);
}

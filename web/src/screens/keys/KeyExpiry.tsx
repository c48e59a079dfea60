import { useTranslation } from 'react-i18next';
import type { Instant } from '@/api/types';
import { useFormat } from '@/i18n/useFormat';
import { StateMark } from '@/parts/StateMark';

const SOON_DAYS = 14;

export function KeyExpiry({ at }: { at: Instant | null }) {
  const { t } = useTranslation('keys');
  const format = useFormat();
  if (at === null) return <span className="muted">{t('noExpiry')}</span>;
  const days = (Date.parse(at) - Date.now()) / 86_400_000;
  if (days < 0) return <StateMark tone="bad" word={t('expired')} />;
  return days < SOON_DAYS ? <StateMark tone="watch" word={format.day(at.slice(0, 10))} /> : <>{format.day(at.slice(0, 10))}</>;
}

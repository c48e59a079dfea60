import { useTranslation } from 'react-i18next';
import { ScreenTabs } from '@/parts/ScreenTabs';

const PARTS = [
  { to: '/insights/revenue', key: 'revenue' },
  { to: '/insights/models', key: 'models' },
] as const;

/** What is likely to come, question by question. */
export function InsightsTabs() {
  const { t } = useTranslation('insights');
  return <ScreenTabs label={t('parts.label')} tabs={PARTS.map(({ to, key }) => ({ to, title: t(`parts.${key}`) }))} />;
}

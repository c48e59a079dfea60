import { useTranslation } from 'react-i18next';
import type { Permission } from '@/api/types';
import { ScreenTabs } from '@/parts/ScreenTabs';
import { useScope } from '@/scope/Scope';

const PARTS: readonly { to: string; key: string; permission?: Permission }[] = [
  { to: '/insights', key: 'findings' },
  { to: '/insights/revenue', key: 'revenue' },
  { to: '/insights/clients', key: 'clients', permission: 'clients.read' },
  { to: '/insights/demand', key: 'demand' },
  { to: '/insights/roster', key: 'roster' },
  { to: '/insights/prices', key: 'prices' },
  { to: '/insights/sites', key: 'sites' },
  { to: '/insights/accuracy', key: 'accuracy' },
  { to: '/insights/models', key: 'models' },
];

/** What is likely to come, question by question. */
export function InsightsTabs() {
  const { t } = useTranslation('insights');
  const { can } = useScope();
  return <ScreenTabs label={t('parts.label')} tabs={PARTS.filter((part) => !part.permission || can(part.permission)).map(({ to, key }) => ({ to, title: t(`parts.${key}`) }))} />;
}

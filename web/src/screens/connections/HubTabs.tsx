import { useTranslation } from 'react-i18next';
import { ScreenTabs } from '@/parts/ScreenTabs';

const PARTS = [
  { to: '/integrations', key: 'connections' },
  { to: '/integrations/catalogue', key: 'catalogue' },
  { to: '/integrations/webhooks', key: 'webhooks' },
  { to: '/integrations/connectors', key: 'connectors' },
  { to: '/integrations/access', key: 'access' },
] as const;

/** The parts of the hub. */
export function HubTabs() {
  const { t } = useTranslation('connections');
  return <ScreenTabs label={t('parts.label')} tabs={PARTS.map(({ to, key }) => ({ to, title: t(`parts.${key}`) }))} />;
}

import { Button } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/parts/Panel';
import { EmptyState } from '@/parts/States';
import { useScope } from '@/scope/Scope';

export function NetworkEmpty() {
  const { t } = useTranslation('network');
  const { can } = useScope();
  return (
    <Panel>
      <EmptyState icon={<IconChartLine size={22} />} title={t('empty.title')} text={t('empty.text')} {...(can('imports.run') ? { action: <Button renderRoot={(props) => <Link to="/imports" {...props} />}>{t('empty.action')}</Button> } : {})} />
    </Panel>
  );
}

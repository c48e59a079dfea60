import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { IconContrast } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AppearanceChoice } from './AppearanceChoice';

export function AppearanceMenu() {
  const { t } = useTranslation('frame');
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={t('appearance.label')}>
          <ActionIcon variant="subtle" color="gray" size={34} aria-label={t('appearance.label')}><IconContrast size={18} stroke={1.6} /></ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('appearance.label')}><AppearanceChoice /></Popover.Dropdown>
    </Popover>
  );
}

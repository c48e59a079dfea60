import { useTranslation } from 'react-i18next';
import { PageHead } from '@/parts/PageHead';

export function ImportsScreen() {
  const { t } = useTranslation('frame');
  return <PageHead title={t('nav.imports')} />;
}

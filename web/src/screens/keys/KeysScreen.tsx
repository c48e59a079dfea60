import { useTranslation } from 'react-i18next';
import { PageHead } from '@/parts/PageHead';

export function KeysScreen() {
  const { t } = useTranslation('frame');
  return <PageHead title={t('nav.keys')} />;
}

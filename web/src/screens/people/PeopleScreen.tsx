import { useTranslation } from 'react-i18next';
import { PageHead } from '@/parts/PageHead';

export function PeopleScreen() {
  const { t } = useTranslation('frame');
  return <PageHead title={t('nav.people')} />;
}

import { useTranslation } from 'react-i18next';
import type { PersonStatus } from '@/api/types';
import { StateMark } from '@/parts/StateMark';

const TONES = { active: 'good', locked: 'watch', disabled: 'quiet' } as const;

export function PersonState({ status }: { status: PersonStatus }) {
  const { t } = useTranslation('people');
  return <StateMark tone={TONES[status]} word={t(`state.${status}`)} />;
}

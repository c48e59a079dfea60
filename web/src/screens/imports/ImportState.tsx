import { useTranslation } from 'react-i18next';
import type { ImportRun } from '@/api/types';
import { StateMark, type Tone } from '@/parts/StateMark';

const TONES: Record<ImportRun['state'], Tone> = { queued: 'waiting', running: 'busy', done: 'good', failed: 'bad', cancelled: 'quiet' };

export function ImportState({ run }: { run: ImportRun }) {
  const { t } = useTranslation('imports');
  return <StateMark tone={run.state === 'done' && run.refused > 0 ? 'watch' : TONES[run.state]} word={t(`state.${run.state}`)} />;
}

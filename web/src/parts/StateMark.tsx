import { IconAlertTriangle, IconCircle, IconCircleCheck, IconCircleX, IconClock, IconLoader2, type Icon } from '@tabler/icons-react';
import styles from './StateMark.module.css';

export type Tone = 'good' | 'watch' | 'bad' | 'busy' | 'waiting' | 'quiet';
const ICONS: Record<Tone, Icon> = { good: IconCircleCheck, watch: IconAlertTriangle, bad: IconCircleX, busy: IconLoader2, waiting: IconClock, quiet: IconCircle };

/** A state in one word, with an icon and a tone. */
export function StateMark({ tone, word }: { tone: Tone; word: string }) {
  const Sign = ICONS[tone];
  return <span className={styles.mark} data-tone={tone}><Sign size={15} stroke={1.9} aria-hidden />{word}</span>;
}

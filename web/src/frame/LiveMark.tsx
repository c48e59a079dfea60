import { Tooltip } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/useFormat';
import { useLive } from '@/live/LiveProvider';
import { useAge } from '@/live/useAge';
import styles from './LiveMark.module.css';

/** Whether figures arrive by themselves, and how old they are. */
export function LiveMark() {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const live = useLive();
  const age = useAge(live?.receivedAt ?? null);
  const { online } = useNetwork();
  if (!live) return null;
  // The device knows at once; the line itself is missed only after two of its heartbeats.
  const status = online ? live.status : 'offline';
  const ageText = age === null ? '' : format.age(age);
  return (
    <Tooltip label={t(`live.explain.${status}`, { age: ageText })} multiline w={260}>
      <span className={styles.mark} data-status={status} tabIndex={0} role="img" aria-label={`${t(`live.${status}`)}. ${ageText && t('live.age', { age: ageText })}`}>
        <i aria-hidden className={styles.dot} />
        <span aria-hidden className={styles.word}>{t(`live.${status}`)}</span>
        {status === 'live' && age !== null && <span aria-hidden className={styles.age}>{ageText}</span>}
      </span>
    </Tooltip>
  );
}

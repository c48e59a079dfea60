import { IconArrowDownRight, IconArrowUpRight, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Decimal, Direction } from '@/api/types';
import { MISSING, toNumber } from '@/format/numbers';
import { useFormat } from '@/i18n/useFormat';
import styles from './Change.module.css';

/** A change with its arrow; coloured by whether that way is the good one for the measure. */
export function Change({ value, direction = 'up', text }: { value: Decimal | null | undefined; direction?: Direction; /** Instead of the ratio as a percentage. */ text?: string }) {
  const format = useFormat();
  const { t } = useTranslation();
  const number = toNumber(value);
  if (number === null) return <span className={styles.flat} title={t('change.noComparison')}>{MISSING}</span>;
  const isFlat = Math.abs(number) < 0.0005;
  const isGood = number > 0 === (direction === 'up');
  const Arrow = isFlat ? IconMinus : number > 0 ? IconArrowUpRight : IconArrowDownRight;
  return (
    <span className={isFlat ? styles.flat : isGood ? styles.good : styles.bad}>
      <Arrow size={14} stroke={2.2} aria-hidden />
      {text ?? format.change(value)}
    </span>
  );
}

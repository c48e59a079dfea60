import { useTranslation } from 'react-i18next';
import type { Decimal, Direction, Unit } from '@/api/types';
import { toNumber } from '@/format/numbers';
import { useFormat } from '@/i18n/useFormat';
import { Change } from './Change';

interface Props { row: { unit: Unit; direction: Direction; comparison: Decimal | null; change: Decimal | null } }

/** How a measure moved. A percentage moves by points: "+2.6 %" of 43 % could be read either way. */
export function MeasureChange({ row }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [change, comparison] = [toNumber(row.change), toNumber(row.comparison)];
  if (row.unit !== 'percent' || change === null || comparison === null) return <Change value={row.change} direction={row.direction} />;
  // From the server's change and not from the two values: while a day runs, the change leaves it out.
  const points = change * comparison;
  return <Change value={String(points / 100)} direction={row.direction} text={t('change.points', { points: format.points(points) })} />;
}

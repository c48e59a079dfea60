import type { UnitForecast } from '@/api/predictionTypes';
import { toNumber } from '@/format/numbers';
import { UNIT_SORTS, type ForecastAddress } from './address';

type Sort = NonNullable<ForecastAddress['sort']>;

/** In the order that the address asks for; what has no change to compare stands last either way. */
export function sortUnits(units: readonly UnitForecast[], sort: Sort): UnitForecast[] {
  const [key, falls] = [sort.replace('-', ''), sort.startsWith('-')];
  const valueOf = (unit: UnitForecast) => (key === 'change' ? unit.value.change : toNumber(unit.value.mean));
  return [...units].sort((a, b) => {
    if (key === 'name') return a.node.name.localeCompare(b.node.name) * (falls ? -1 : 1);
    const [x, y] = [valueOf(a), valueOf(b)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    return (x - y) * (falls ? -1 : 1);
  });
}

/** What a click on a head sorts by: numbers fall first, names rise first, a second click turns round. */
export function nextUnitSort(key: string, sort: Sort): Sort {
  const known = UNIT_SORTS.find((one) => one === key) ?? 'expected';
  if (sort.replace('-', '') === known) return sort.startsWith('-') ? known : `-${known}`;
  return known === 'name' ? known : `-${known}`;
}

/** The end of the scale that all bars share: nothing of any of them lies beyond it. */
export const topOf = (units: readonly UnitForecast[]): number =>
  units.reduce((top, { value }) => Math.max(top, ...[value.mean, value.p95, value.lastYear].map((one) => toNumber(one) ?? 0)), 1);

import { IconArrowBarToDown, IconArrowBarToUp, IconCoin, IconTargetArrow, IconTrendingDown, IconTrendingUp, IconUserMinus, IconUserPlus, type Icon } from '@tabler/icons-react';
import type { Finding } from '@/api/predictionTypes';
import { toNumber } from '@/format/numbers';

/** Good news, bad news, or neither. */
export function signOf({ kind, size }: Pick<Finding, 'kind' | 'size'>): 'good' | 'bad' | 'watch' {
  if (kind === 'forecast_off' || kind === 'price_change') return 'watch';
  if (kind === 'sales_below_expected' || kind === 'lapsed_cohort') return 'bad';
  if (kind === 'sales_above_expected') return 'good';
  return size === null ? 'watch' : size < 0 ? 'bad' : 'good';
}

export function iconOf(finding: Pick<Finding, 'kind' | 'size'>): Icon {
  const falls = signOf(finding) === 'bad';
  switch (finding.kind) {
    case 'sales_below_expected': return IconTrendingDown;
    case 'sales_above_expected': return IconTrendingUp;
    case 'sales_step': return falls ? IconArrowBarToDown : IconArrowBarToUp;
    case 'sales_drift': return falls ? IconTrendingDown : IconTrendingUp;
    case 'new_clients_step': return falls ? IconUserMinus : IconUserPlus;
    case 'price_change': return IconCoin;
    case 'lapsed_cohort': return IconUserMinus;
    case 'forecast_off': return IconTargetArrow;
  }
}

/** The figures of the evidence that can be read as they stand: numbers, words and days, one level deep. */
export function plainEvidence(evidence: unknown): [string, string | number][] {
  if (typeof evidence !== 'object' || evidence === null || Array.isArray(evidence)) return [];
  return Object.entries(evidence).filter((entry): entry is [string, string | number] => typeof entry[1] === 'number' || typeof entry[1] === 'string');
}

/** A money effect that is worth a line: not nothing. */
export const hasEffect = (finding: Pick<Finding, 'effect' | 'currency'>): finding is { effect: string; currency: string } => finding.effect !== null && finding.currency !== null && toNumber(finding.effect) !== 0;

import type { RevenueForecast, UnitForecast } from '@/api/predictionTypes';
import { toNumber } from '@/format/numbers';
import type { Format } from '@/i18n/useFormat';

/** A sentence by its key in the translations, and what is filled in. */
export interface Said { key: string; values: Record<string, string | number> }

/** A change below this is none: nobody decides by it. */
const LEVEL = 0.005;

/** Three sentences, computed from the numbers: where it is heading, how sure that is, and who makes the difference. */
export function outlookSentences(forecast: RevenueForecast, units: readonly UnitForecast[], format: Format): Said[] {
  return [heading(forecast, format), certainty(forecast, format), difference(forecast, units, format)].filter((said) => said !== null);
}

function heading({ node, total, to }: RevenueForecast, format: Format): Said {
  const values = { name: node.name, value: format.moneyCompact(total.mean, node.currency), day: format.day(to), change: total.change === null ? '' : format.ratio(Math.abs(total.change)) };
  if (total.change === null) return { key: 'sentence.heading.alone', values };
  return { key: `sentence.heading.${Math.abs(total.change) < LEVEL ? 'level' : total.change > 0 ? 'above' : 'below'}`, values };
}

function certainty({ node, total, months, from }: RevenueForecast, format: Format): Said | null {
  const money = (value: string) => format.moneyCompact(value, node.currency);
  const month = months[0];
  if (total.p05 === null || total.p95 === null || !month) return null;
  const values = { low: money(total.p05), high: money(total.p95), month: format.month(month.month), value: money(month.value.mean), known: money(month.known) };
  return { key: from.endsWith('-01') ? 'sentence.certainty.whole' : 'sentence.certainty.running', values };
}

function difference(forecast: RevenueForecast, units: readonly UnitForecast[], format: Format): Said | null {
  const told = units.filter((unit) => unit.value.change !== null).sort((a, b) => b.value.change! - a.value.change!);
  const [best, worst] = [told[0], told[told.length - 1]];
  if (!best || !worst || told.length < 2) return season(forecast, format);
  const falling = told.filter((unit) => unit.value.change! < -LEVEL).length;
  const values = { count: falling, all: told.length, kind: told.every((unit) => unit.node.kind === best.node.kind) ? best.node.kind : 'mixed', best: best.node.name, bestChange: format.change(best.value.change), worst: worst.node.name, worstChange: format.change(worst.value.change) };
  return { key: falling === 0 ? 'sentence.units.rising' : falling === told.length ? 'sentence.units.falling' : 'sentence.units.mixed', values };
}

/** Where nothing stands below it: the best and the weakest whole month ahead. */
function season({ node, months, to }: RevenueForecast, format: Format): Said | null {
  const whole = months.filter(({ month }, index) => index > 0 && (month < to.slice(0, 7) || isLastOfMonth(to))).sort((a, b) => toNumber(b.value.mean)! - toNumber(a.value.mean)!);
  const [best, worst] = [whole[0], whole[whole.length - 1]];
  if (!best || !worst || best === worst) return null;
  return {
    key: 'sentence.season',
    values: { best: format.month(best.month), bestValue: format.moneyCompact(best.value.mean, node.currency), worst: format.month(worst.month), worstValue: format.moneyCompact(worst.value.mean, node.currency) },
  };
}

const isLastOfMonth = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).getUTCDate() === 1;

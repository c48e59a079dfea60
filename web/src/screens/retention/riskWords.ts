import { IconBan, IconBell, IconCheck, IconGift, IconPhone, IconRepeat, type Icon } from '@tabler/icons-react';
import type { ClientRisk, ClientRiskSummary, ClientStep } from '@/api/predictionTypes';
import type { Format } from '@/i18n/useFormat';
import type { Tone } from '@/parts/StateMark';
import type { Said } from '@/screens/forecast/outlookSentences';

export const STEP_ICONS: Record<ClientStep, Icon> = { personal_call: IconPhone, win_back_offer: IconGift, second_visit_offer: IconRepeat, reminder: IconBell, let_go: IconBan, none: IconCheck };

/** How a chance of no visit reads: in a word, with its tone. */
export function riskLevel({ noVisit, isLapsed }: Pick<ClientRisk, 'noVisit' | 'isLapsed'>): { word: 'lapsed' | 'high' | 'even' | 'low'; tone: Tone } {
  if (isLapsed) return { word: 'lapsed', tone: 'bad' };
  if (noVisit >= 0.75) return { word: 'high', tone: 'bad' };
  return noVisit >= 0.5 ? { word: 'even', tone: 'watch' } : { word: 'low', tone: 'good' };
}

/** How many, what is at stake, and what to do first. */
export function riskSentences(summary: ClientRiskSummary, format: Format): Said[] {
  const { clients, atRisk, lapsed, valueAtRisk, steps } = summary;
  if (clients === 0) return [];
  const amounts = valueAtRisk.map(({ amount, currency }) => format.moneyCompact(amount, currency)).join(' + ');
  const said: Said[] = [{ key: amounts ? 'sentence.atRisk' : 'sentence.atRiskAlone', values: { count: atRisk, clients: format.count(clients), share: format.ratio(atRisk / clients, 0), value: amounts } }];
  if (lapsed > 0) said.push({ key: 'sentence.lapsed', values: { count: lapsed } });
  const first = steps.filter(({ step }) => step !== 'none' && step !== 'let_go').sort((a, b) => b.clients - a.clients)[0];
  if (first) said.push({ key: `sentence.step.${first.step}`, values: { count: first.clients } });
  return said;
}

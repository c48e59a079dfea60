import type { ScenarioKind, ScenarioRequest } from '@/api/predictionTypes';

/** A change as it is typed: a price in per cent, hours from one to another. */
export interface ScenarioForm { kind: ScenarioKind; percent: string | number; weekday: number; hours: 'add' | 'drop'; from: number; to: number; siteId: string | null }
export const SCENARIO_FIELDS = ['priceChange', 'weekday', 'addHours', 'dropHours', 'siteId'] as const;

/** As the server takes it: only what belongs to the kind, and every hour by itself. */
export function scenarioBody(locationId: string, form: ScenarioForm): ScenarioRequest {
  const { kind } = form;
  if (kind === 'opening') return { locationId, kind, siteId: form.siteId };
  if (kind === 'hours') {
    const hours = Array.from({ length: Math.max(0, form.to - form.from) }, (_, index) => form.from + index);
    return { locationId, kind, weekday: form.weekday, addHours: form.hours === 'add' ? hours : [], dropHours: form.hours === 'drop' ? hours : [] };
  }
  return { locationId, kind, priceChange: form.percent === '' ? null : Math.round(Number(form.percent) * 100) / 10_000 };
}

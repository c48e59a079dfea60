import type { Competitor, Site } from '@/api/predictionTypes';

type Typed = string | number;
/** What is assumed of a candidate, as it is typed. Shares in per cent. */
export interface SiteForm {
  regionId: string | null; name: string; latitude: Typed; longitude: Typed; chairs: Typed; investment: Typed; runningCost: Typed; contribution: Typed; firstYear: Typed; areaDemand: Typed; competitors: readonly Competitor[];
}

export const SITE_FIELDS = ['regionId', 'name', 'latitude', 'longitude', 'chairs', 'investment', 'runningCost', 'contributionRate', 'firstYearShare', 'areaDemand'] as const;

/** The house's own assumptions, until somebody knows better. */
const USUAL = { chairs: 6, contribution: 40, firstYear: 60 } as const;

const percent = (share: string) => Math.round(Number(share) * 10_000) / 100;

export function formOf(site: Site | undefined, regionId: string | null): SiteForm {
  if (!site) return { regionId, name: '', latitude: '', longitude: '', chairs: USUAL.chairs, investment: '', runningCost: '', contribution: USUAL.contribution, firstYear: USUAL.firstYear, areaDemand: '', competitors: [] };
  return {
    regionId: site.regionId, name: site.name, latitude: site.latitude, longitude: site.longitude, chairs: site.chairs, investment: Number(site.investment), runningCost: Number(site.runningCost),
    contribution: percent(site.contributionRate), firstYear: percent(site.firstYearShare), areaDemand: site.areaDemand === null ? '' : Number(site.areaDemand), competitors: site.competitors,
  };
}

const number = (value: Typed) => (value === '' ? null : Number(value));
const decimal = (value: Typed) => (value === '' ? null : String(value));
const share = (value: Typed) => (value === '' ? null : String(Math.round(Number(value) * 100) / 10_000));

/** The form as the server takes it. */
export const bodyOf = (form: SiteForm) => ({
  regionId: form.regionId, name: form.name.trim(), latitude: number(form.latitude), longitude: number(form.longitude), chairs: number(form.chairs), investment: decimal(form.investment), runningCost: decimal(form.runningCost),
  contributionRate: share(form.contribution), firstYearShare: share(form.firstYear), areaDemand: decimal(form.areaDemand), competitors: form.competitors,
});

import { describe, expect, it } from 'vitest';
import type { Site } from '@/api/predictionTypes';
import { bodyOf, formOf } from './siteForm';

const site: Site = {
  id: 's', regionId: 'r', name: 'Elm Street', latitude: 32.5, longitude: -97.1, chairs: 7, investment: '180000.00', runningCost: '96000.00', contributionRate: '0.42', firstYearShare: '0.575', areaDemand: null,
  competitors: [{ name: 'Clips', latitude: 32.6, longitude: -97.2, chairs: 4 }], currency: 'USD', version: 3, rank: 1, outlook: null,
};

describe('assumptions of a site', () => {
  it('come back as they went, shares as shares', () =>
    expect(bodyOf(formOf(site, null))).toMatchObject({ regionId: 'r', name: 'Elm Street', chairs: 7, investment: '180000', contributionRate: '0.42', firstYearShare: '0.575', areaDemand: null, competitors: site.competitors }));
  it('send nothing for what was left empty, so that the server says which is missing', () =>
    expect(bodyOf(formOf(undefined, 'r'))).toMatchObject({ regionId: 'r', latitude: null, investment: null, contributionRate: '0.4', firstYearShare: '0.6' }));
});

import { expect, it } from 'vitest';
import { scenarioBody, type ScenarioForm } from './scenarioForm';

const form: ScenarioForm = { kind: 'price', percent: 5, weekday: 6, hours: 'add', from: 18, to: 20, siteId: 's' };

it('sends a price as a ratio and nothing of the hours', () => expect(scenarioBody('l', { ...form, percent: '-7.5' })).toEqual({ locationId: 'l', kind: 'price', priceChange: -0.075 }));
it('sends every hour up to the one it closes', () => expect(scenarioBody('l', { ...form, kind: 'hours' })).toEqual({ locationId: 'l', kind: 'hours', weekday: 6, addHours: [18, 19], dropHours: [] }));
it('drops hours instead', () => expect(scenarioBody('l', { ...form, kind: 'hours', hours: 'drop' })).toMatchObject({ addHours: [], dropHours: [18, 19] }));
it('names the site of an opening', () => expect(scenarioBody('l', { ...form, kind: 'opening' })).toEqual({ locationId: 'l', kind: 'opening', siteId: 's' }));

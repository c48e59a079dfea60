import { expect, it } from 'vitest';
import { formOf } from './importForm';

const file = new File(['a,b\n'], 'a.csv');

it('sends the built-in profile by its name', () => {
  const form = formOf([file], { profile: 'rossmann/days', mapping: null, locationId: 'shop' }, { dryRun: 'true' });

  expect([...form.keys()]).toEqual(['profile', 'locationId', 'dryRun', 'file']);
});

it('sends a mapping of one’s own instead of the profile it began as', () => {
  const form = formOf([file], { profile: 'rossmann/days', mapping: 'profile: mine', locationId: null });

  expect([...form.keys()]).toEqual(['profileYaml', 'file']);
});

it('leaves the profile to the server when none was chosen', () => {
  expect([...formOf([file], { profile: null, mapping: null, locationId: null }).keys()]).toEqual(['file']);
});

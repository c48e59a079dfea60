import { expect, it } from 'vitest';
import { localMinutes } from './localTime';

it('reads the wall clock of the shop', () => {
  expect(localMinutes('2026-03-06T14:30:00Z', 'America/New_York', '2026-03-06')).toBe(9 * 60 + 30);
});
it('counts on after midnight', () => {
  expect(localMinutes('2026-03-07T05:15:00Z', 'America/New_York', '2026-03-06')).toBe(24 * 60 + 15);
});
it('stays on the wall clock when clocks go forward', () => {
  expect(localMinutes('2026-03-08T13:00:00Z', 'America/New_York', '2026-03-08')).toBe(9 * 60);
});

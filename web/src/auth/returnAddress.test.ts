import { expect, it } from 'vitest';
import { safeReturn } from './returnAddress';

it('returns to pages of this app', () => {
  expect(safeReturn('/shops?sort=-change')).toBe('/shops?sort=-change');
});
it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/sign-in?return=/', undefined, 7])(
  'sends %s to the front page instead', (address) => expect(safeReturn(address)).toBe('/'),
);

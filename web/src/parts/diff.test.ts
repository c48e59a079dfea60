import { describe, expect, it } from 'vitest';
import { diffLines } from './diff';

const marks = { same: ' ', added: '+', removed: '-' } as const;
const shown = (before: string, after: string) => diffLines(before, after).map((line) => marks[line.kind] + line.text);

describe('a difference of texts', () => {
  it('is nothing where nothing differs', () => expect(shown('a\nb\n', 'a\nb')).toEqual([' a', ' b']));
  it('takes away before it adds', () => expect(shown('a\nold\nc', 'a\nnew\nc')).toEqual([' a', '-old', '+new', ' c']));
  it('begins and ends with nothing', () => {
    expect(shown('', 'a\nb')).toEqual(['+a', '+b']);
    expect(shown('a', '')).toEqual(['-a']);
    expect(shown('', '')).toEqual([]);
  });
  it('makes one text of the other, whatever they are', () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 500; round++) {
      const text = () => Array.from({ length: random(9) }, () => 'abc'[random(3)]).join('\n');
      const [before, after] = [text(), text()];
      const lines = diffLines(before, after);
      expect(lines.filter((line) => line.kind !== 'added').map((line) => line.text).join('\n')).toBe(before);
      expect(lines.filter((line) => line.kind !== 'removed').map((line) => line.text).join('\n')).toBe(after);
    }
  });
});

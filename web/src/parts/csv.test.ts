import { expect, it } from 'vitest';
import { toCsv } from './csv';

it('quotes what needs it and leaves numbers exact', () => {
  expect(toCsv(['shop', 'net'], [['Lion & Co, "East"', '1243918.40'], ['Ångström', null]])).toBe('shop,net\r\n"Lion & Co, ""East""",1243918.40\r\nÅngström,\r\n');
});
it('does not let a name run as a formula, but keeps a negative number a number', () => {
  expect(toCsv(['a'], [['=1+1'], ['-12.50'], ['-x']])).toBe("a\r\n'=1+1\r\n-12.50\r\n'-x\r\n");
});

import type { ImportProfile } from '@/api/types';

const SAMPLE_BYTES = 65_536;
const plain = (text: string) => text.toLocaleLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The names in the first line of a file, or the keys of its first JSON object. Packed files say nothing here; the server opens them. */
export async function columnsOf(file: File): Promise<string[]> {
  const bytes = new Uint8Array(await file.slice(0, SAMPLE_BYTES).arrayBuffer());
  const isPacked = (bytes[0] === 0x1f && bytes[1] === 0x8b) || (bytes[0] === 0x50 && bytes[1] === 0x4b);
  if (isPacked) return [];
  return columnsIn(new TextDecoder().decode(bytes));
}

export function columnsIn(text: string): string[] {
  const start = text.replace(/^\ufeff/, '').trimStart();
  if (start.startsWith('{') || start.startsWith('[')) {
    return [...new Set([...start.slice(0, 4_000).matchAll(/"([^"\\]{1,60})"\s*:/g)].map((match) => match[1]!))];
  }
  const line = start.split(/\r?\n/, 1)[0] ?? '';
  const delimiter = [',', ';', '\t', '|'].map((mark) => [mark, line.split(mark).length] as const).sort((a, b) => b[1] - a[1])[0]![0];
  return line.split(delimiter).map((cell) => cell.trim().replace(/^"|"$/g, '')).filter(Boolean);
}

/** How much of a profile is in the file: the share of its columns that are there, and a little for a name that fits. */
export function likeness(profile: ImportProfile, columns: readonly string[], fileName: string): number {
  const there = new Set(columns.map(plain));
  const wanted = profile.columns.map(plain);
  const share = wanted.length === 0 ? 0 : wanted.filter((column) => there.has(column)).length / wanted.length;
  const ofFile = columns.length === 0 ? 0 : columns.filter((column) => wanted.includes(plain(column))).length / columns.length;
  const words = profile.name.split(/[/-]/).filter((word) => word.length > 3);
  const name = plain(fileName);
  return share * 0.6 + ofFile * 0.3 + (words.some((word) => name.includes(plain(word).replace(/s$/, ''))) ? 0.1 : 0);
}

const SURE = 0.35;

/** The profile that fits best; null when none really does. */
export function guessProfile(profiles: readonly ImportProfile[], columns: readonly string[], fileName: string): ImportProfile | null {
  const best = profiles.map((profile) => ({ profile, score: likeness(profile, columns, fileName) })).sort((a, b) => b.score - a.score)[0];
  return best && best.score >= SURE ? best.profile : null;
}

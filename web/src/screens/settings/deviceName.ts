// More particular names first: Edge calls itself Chrome, Chrome calls itself Safari, an Android calls itself Linux.
const PROGRAMS: readonly [RegExp, string][] = [[/Edg\//, 'Edge'], [/OPR\//, 'Opera'], [/Firefox\//, 'Firefox'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari']];
const SYSTEMS: readonly [RegExp, string][] = [[/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS X/, 'Mac'], [/Linux/, 'Linux']];

/** "Chrome · Mac" of what a browser calls itself; anything else as it stands. */
export function nameOfDevice(agent: string | null): string | null {
  if (!agent) return null;
  const find = (names: typeof PROGRAMS) => names.find(([pattern]) => pattern.test(agent))?.[1];
  return [find(PROGRAMS), find(SYSTEMS)].filter(Boolean).join(' · ') || agent;
}

// MOCK. A made-up network for developing screens without the server. Never part of a build.
import type { Band, TreeNode } from '../src/api/types';
import { CITIES, STREETS } from './places';

/** Mulberry32: the same network at every start. */
export function seeded(seed: number) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const id = (n: number) => `01990000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

export interface Shop { node: TreeNode; regionId: string; groupId: string; base: number; growth: number; ticket: number; noShow: number; utilisation: number; seed: number; silent: boolean }
export interface World { networkId: string; nodes: TreeNode[]; shops: Shop[] }

export function makeWorld(count: number): World {
  const random = seeded(7);
  const networkId = id(1);
  const nodes: TreeNode[] = [];
  const add = (node: Partial<TreeNode> & Pick<TreeNode, 'id' | 'kind' | 'name' | 'parentId' | 'code'>) => {
    nodes.push({ slug: node.name.toLowerCase().replace(/[^a-z0-9]+/g, '-'), status: 'active', version: 1, ...node } as TreeNode);
  };
  add({ id: networkId, kind: 'network', parentId: null, name: 'Harlow & Finch', code: 'HF' });
  let next = 2;
  const regions = new Map<string, string>();
  const groups = new Map<string, string>();
  for (const region of ['Northeast', 'South', 'Midwest', 'Southwest', 'West']) {
    regions.set(region, id(next));
    add({ id: id(next++), kind: 'region', parentId: networkId, name: region, code: region.slice(0, 2).toUpperCase() });
  }
  const weighted = CITIES.flatMap((city) => Array.from({ length: city[4] }, () => city));
  const shops: Shop[] = [];
  const used = new Set<string>();
  for (let n = 0; n < count; n++) {
    const [city, state, latitude, longitude, , timeZone, region] = weighted[Math.floor(random() * weighted.length)]!;
    const regionId = regions.get(region)!;
    const groupName = `${['Northstar', 'Bluff & Co', 'Kingsley', 'Parlor House'][Math.floor(random() * 4)]} ${state}`;
    if (!groups.has(groupName)) {
      groups.set(groupName, id(next));
      add({ id: id(next++), kind: 'group', parentId: regionId, name: groupName, code: `G${next}` });
    }
    let name = `${city} ${STREETS[Math.floor(random() * STREETS.length)]}`;
    for (let k = 2; used.has(name); k++) name = `${name.replace(/ \d+$/, '')} ${k}`;
    used.add(name);
    const spread = () => (random() + random() + random() - 1.5) * (count > 1000 ? 3.2 : 0.6);
    const quality = 0.55 + random() * 0.9;
    const node: TreeNode = {
      id: id(next++), kind: 'location', parentId: groups.get(groupName)!, name, code: `${state}-${String(n + 101)}`, slug: name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
      status: n % 23 === 17 ? 'building' : 'open', timeZone, currency: 'USD', latitude: latitude + spread(), longitude: longitude + spread(), chairs: 4 + Math.floor(random() * 7),
      openedOn: `20${14 + Math.floor(random() * 11)}-0${1 + Math.floor(random() * 9)}-12`, version: 1,
    };
    nodes.push(node);
    shops.push({
      node, regionId, groupId: node.parentId!, base: 1_250 * quality * (0.7 + (node.chairs ?? 6) / 12), growth: (random() + random() - 0.93) * 0.26, ticket: 34 + random() * 22,
      noShow: 0.02 + random() * random() * 0.12, utilisation: 0.45 + random() * 0.42, seed: Math.floor(random() * 1e9), silent: n % 29 === 11,
    });
  }
  return { networkId, nodes, shops };
}

const WEEK = [0.62, 0.35, 0.78, 0.9, 1.02, 1.38, 1.62];
const instant = (day: string) => Date.parse(`${day}T00:00:00Z`);
export const addDays = (day: string, n: number) => new Date(instant(day) + n * 86_400_000).toISOString().slice(0, 10);

/** Net sales of a shop on a day: weekday, season, growth over the years, noise. */
export function sales(shop: Shop, day: string, today: string): number {
  if (shop.node.status !== 'open' || day > today) return 0;
  const at = new Date(instant(day));
  const years = (instant(day) - instant(today)) / 31_557_600_000;
  const season = 1 + 0.08 * Math.sin(((at.getUTCMonth() + 1) / 12) * 2 * Math.PI);
  const noise = 0.86 + 0.28 * seeded(shop.seed ^ Math.floor(instant(day) / 86_400_000))();
  const part = day === today ? 0.58 : 1;
  return shop.base * WEEK[at.getUTCDay()]! * season * (1 + shop.growth) ** years * noise * part;
}

export function bandOf(percentile: number): Band {
  return percentile >= 90 ? 'elite' : percentile >= 70 ? 'high_performer' : percentile >= 30 ? 'average' : percentile >= 10 ? 'developing' : 'underperforming';
}

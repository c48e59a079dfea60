// MOCK. Answers in the shapes of the REST contract, computed from the made-up network.
import type { BandCounts, BandLocation, Compare, Dashboard, DashboardRequest, MeasureRows, Snapshot } from '../src/api/types';
import { addDays, bandOf, sales, seeded, type Shop, type World } from './world';

const money = (n: number) => n.toFixed(2);
const ratio = (now: number, before: number) => (before > 0 ? (now / before - 1).toFixed(4) : null);
const daysOf = (from: string, to: string) => { const days = []; for (let day = from; day <= to; day = addDays(day, 1)) days.push(day); return days; };
export const todayUtc = () => new Date().toISOString().slice(0, 10);

export function comparisonOf(from: string, to: string, compare: Compare) {
  if (compare === 'none') return null;
  const back = compare === 'year' ? 364 : daysOf(from, to).length;
  return { from: addDays(from, -back), to: addDays(to, -back), back };
}
const sum = (shop: Shop, from: string, to: string) => daysOf(from, to).reduce((total, day) => total + sales(shop, day, todayUtc()), 0);

export function under(world: World, nodeId: string | undefined): Shop[] {
  if (!nodeId || nodeId === world.networkId) return world.shops;
  return world.shops.filter((s) => s.regionId === nodeId || s.groupId === nodeId || s.node.id === nodeId);
}

function bandsOf(shops: Shop[], from: string, to: string, compare: Compare): Dashboard['bands'] {
  const before = comparisonOf(from, to, compare);
  const open = shops.map((shop) => ({ shop, now: sum(shop, from, to), then: before ? sum(shop, before.from, before.to) : 0 }));
  const placed = open.filter((o) => o.shop.node.status === 'open').sort((a, b) => a.now / (a.shop.node.chairs ?? 6) - b.now / (b.shop.node.chairs ?? 6));
  const counts: BandCounts = { elite: 0, high_performer: 0, average: 0, developing: 0, underperforming: 0 };
  const locations = placed.map<BandLocation>(({ shop, now, then }, rank) => {
    const percentile = Math.round((rank / Math.max(1, placed.length - 1)) * 1000) / 10;
    const band = bandOf(percentile);
    counts[band]++;
    const drift = (seeded(shop.seed)() - 0.5) * 26;
    return {
      id: shop.node.id, code: shop.node.code, name: shop.node.name, regionId: shop.regionId, band, previousBand: bandOf(Math.min(100, Math.max(0, percentile + drift))), percentile,
      value: money(now / (shop.node.chairs ?? 6)), change: ratio(now, then), latitude: shop.node.latitude ?? null, longitude: shop.node.longitude ?? null, netSales: money(now),
    };
  });
  return { measure: 'revenue_per_chair_hour', rule: 'Rank among shops of the same age and size: top 10 %, next 20 %, middle 40 %, next 20 %, last 10 %.', peerGroups: [{ name: 'All open shops', size: placed.length, placedBy: 'percentile' }], counts, locations };
}

export function dashboard(world: World, { nodeId, from, to, compare }: DashboardRequest): Dashboard {
  const today = todayUtc();
  const node = world.nodes.find((n) => n.id === (nodeId ?? world.networkId)) ?? world.nodes[0]!;
  const shops = under(world, nodeId);
  const before = comparisonOf(from, to, compare);
  const days = daysOf(from, to);
  const trend = days.map((day) => {
    const netSales = shops.reduce((t, s) => t + sales(s, day, today), 0);
    const comparison = before ? shops.reduce((t, s) => t + sales(s, addDays(day, -before.back), today), 0) : null;
    const centre = day === today ? netSales / 0.58 : netSales * (0.97 + seeded(Math.floor(Date.parse(day) / 8.64e7))() * 0.06);
    return { day, netSales: money(netSales), comparison: comparison === null ? null : money(comparison), expectedLow: money(centre * 0.9), expectedHigh: money(centre * 1.1), partial: day === today };
  });
  const now = trend.reduce((t, p) => t + Number(p.netSales), 0);
  const then = trend.reduce((t, p) => t + Number(p.comparison ?? 0), 0);
  const ticket = shops.reduce((t, s) => t + s.ticket, 0) / Math.max(1, shops.length);
  const bands = bandsOf(shops, from, to, compare);
  const children = world.nodes.filter((n) => n.parentId === node.id);
  const figure = (measure: string, title: string, unit: 'money' | 'count' | 'percent', value: number, was: number, direction: 'up' | 'down' = 'up', target?: number) => ({
    measure, title, unit, direction, value: unit === 'count' ? String(Math.round(value)) : unit === 'money' ? money(value) : (value * 100).toFixed(2),
    comparison: before ? (unit === 'percent' ? was * 100 : was).toFixed(2) : null, change: before ? ratio(value, was) : null, target: target === undefined ? null : String(target * 100),
  });
  const mean = (pick: (s: Shop) => number) => shops.reduce((t, s) => t + pick(s), 0) / Math.max(1, shops.length);
  const falling = [...bands.locations].filter((l) => Number(l.change) < 0).sort((a, b) => Number(a.change) - Number(b.change));
  const silent = shops.find((s) => s.silent);
  const gain = [...bands.locations].sort((a, b) => Number(b.change) - Number(a.change)).slice(0, 7).length;
  const change = before ? Number(ratio(now, then)) : 0;
  return {
    asOf: new Date().toISOString(), node: { id: node.id, kind: node.kind, name: node.name, currency: 'USD' }, period: { from, to }, comparison: before ? { from: before.from, to: before.to } : null,
    sentences: [
      `Net sales are ${Math.abs(change * 100).toFixed(1)} % ${change >= 0 ? 'above' : 'below'} the year before.`,
      `${gain} shops make 60 % of the gain, led by ${bands.locations.at(-1)?.name ?? 'none'}.`,
      `${falling.length ? Math.min(falling.length, 4) : 'No'} shops need you: ${falling[0]?.name ?? 'none'} fell furthest.`,
    ],
    figures: [
      figure('net_sales', 'Net sales', 'money', now, then), figure('visits', 'Visits', 'count', now / ticket, then / (ticket * 0.98)), figure('average_ticket', 'Average ticket', 'money', ticket, ticket * 0.98),
      figure('barber_utilisation', 'Barber utilisation', 'percent', mean((s) => s.utilisation), mean((s) => s.utilisation) * 0.985, 'up', 0.7),
      figure('no_show_rate', 'No-show rate', 'percent', mean((s) => s.noShow), mean((s) => s.noShow) * 1.06, 'down', 0.05), figure('rebooking_rate', 'Rebooking rate', 'percent', 0.412, 0.398),
      figure('retention_90', 'Retention, 90 days', 'percent', 0.634, 0.641), figure('same_location_growth', 'Same-shop growth', 'percent', change * 0.8, change * 0.7),
    ],
    trend,
    projection: to >= today ? { periodEnd: `${to.slice(0, 7)}-30`, value: money(now * 1.22), low: money(now * 1.18), high: money(now * 1.27), method: 'Holt-Winters, weekly season' } : null,
    bands,
    regions: children.map((child) => {
      const own = under(world, child.id);
      const total = own.reduce((t, s) => t + sum(s, from, to), 0);
      const was = before ? own.reduce((t, s) => t + sum(s, before.from, before.to), 0) : 0;
      const step = Math.max(1, Math.floor(days.length / 28));
      const ids = new Set(own.map((s) => s.node.id));
      const own5: BandCounts = { elite: 0, high_performer: 0, average: 0, developing: 0, underperforming: 0 };
      for (const l of bands.locations) if (ids.has(l.id) && l.band) own5[l.band]++;
      return {
        id: child.id, name: child.name, locations: own.length, netSales: money(total), change: before ? ratio(total, was) : null, visits: Math.round(total / ticket), averageTicket: money(ticket),
        trend: days.filter((day, i) => i % step === 0 && day !== today).map((day) => Math.round(own.reduce((t, s) => t + sales(s, day, today), 0))), bands: own5,
      };
    }),
    attention: [
      ...(silent ? [{ locationId: silent.node.id, name: silent.node.name, reason: 'no_data' as const, sentence: 'No sales have arrived since yesterday evening; the shop was open.', measure: null, value: null, comparison: null }] : []),
      ...falling.slice(0, 3).map((l) => ({ locationId: l.id, name: l.name, reason: 'falling_sales' as const, sentence: `Net sales fell ${(Math.abs(Number(l.change)) * 100).toFixed(0)} % against the year before.`, measure: 'net_sales', value: l.netSales, comparison: null })),
      ...[...shops].sort((a, b) => b.noShow - a.noShow).slice(0, 1).map((s) => ({ locationId: s.node.id, name: s.node.name, reason: 'no_show_high' as const, sentence: `${(s.noShow * 100).toFixed(1)} % of bookings did not show; peers have ${(mean((x) => x.noShow) * 100).toFixed(1)} %.`, measure: 'no_show_rate', value: (s.noShow * 100).toFixed(2), comparison: null })),
    ],
    live: { today, locationsReporting: shops.filter((s) => !s.silent && s.node.status === 'open').length, locationsOpen: shops.filter((s) => s.node.status === 'open').length, netSales: money(shops.reduce((t, s) => t + sales(s, today, today), 0)), visits: Math.round(shops.reduce((t, s) => t + sales(s, today, today), 0) / ticket), bookings: shops.length * 21, staffPresent: shops.length * 4, asOf: new Date().toISOString() },
  };
}

export function measures(world: World, query: URLSearchParams): MeasureRows {
  const from = query.get('from')!;
  const to = query.get('to')!;
  const wanted = query.get('measures')!.split(',');
  const compare = (query.get('compare') ?? 'none') as Compare;
  const before = comparisonOf(from, to, compare);
  const rows = under(world, query.get('node') ?? undefined).flatMap((shop) => {
    const now = sum(shop, from, to);
    const was = before ? sum(shop, before.from, before.to) : null;
    const values: Record<string, [string, 'money' | 'count']> = { net_sales: [money(now), 'money'], visits: [String(Math.round(now / shop.ticket)), 'count'], average_ticket: [money(shop.ticket), 'money'] };
    return wanted.filter((m) => values[m]).map((measure) => ({
      period: `${from}/${to}`, nodeId: shop.node.id, nodeCode: shop.node.code, measure, value: values[measure]![0], unit: values[measure]![1],
      comparison: measure === 'net_sales' && was !== null ? money(was) : null, change: measure === 'net_sales' && was !== null ? ratio(now, was) : null,
    }));
  });
  return { rows, asOf: new Date().toISOString() };
}

export function snapshot(world: World, shop: Shop, from: string, to: string, compare: Compare): Snapshot {
  const bands = bandsOf(world.shops, from, to, compare);
  const own = bands.locations.find((l) => l.id === shop.node.id);
  const step = Math.max(1, Math.floor(daysOf(from, to).length / 28));
  const trend = daysOf(from, to).filter((_, i) => i % step === 0).map((period) => ({ period, value: money(sales(shop, period, todayUtc())) }));
  const now = Number(own?.netSales ?? 0);
  const row = (measure: string, title: string, unit: 'money' | 'count' | 'percent', value: number, peerPercentile: number, direction: 'up' | 'down' = 'up', change = own?.change ?? null) => ({
    measure, title, unit, direction, value: unit === 'count' ? String(Math.round(value)) : (unit === 'percent' ? value * 100 : value).toFixed(2), comparison: null, change, target: null, peerPercentile, peerGroup: 'Open shops', peerSize: bands.locations.length,
    trend: trend.map((p) => ({ period: p.period, value: (Number(p.value) / 100).toFixed(2) })), drivers: [{ name: 'visits', title: 'More visits', effect: money(now * 0.03), unit: 'money' as const }, { name: 'average_ticket', title: 'Lower ticket', effect: money(-now * 0.008), unit: 'money' as const }],
  });
  return {
    asOf: new Date().toISOString(), location: { id: shop.node.id, name: shop.node.name, code: shop.node.code, currency: 'USD' }, period: { from, to }, comparison: comparisonOf(from, to, compare), band: own?.band ?? null,
    measures: [
      row('net_sales', 'Net sales', 'money', now, Number(own?.percentile ?? 50)), row('visits', 'Visits', 'count', now / shop.ticket, 62), row('average_ticket', 'Average ticket', 'money', shop.ticket, 44, 'up', '0.0180'),
      row('barber_utilisation', 'Barber utilisation', 'percent', shop.utilisation, 71, 'up', '0.0120'), row('no_show_rate', 'No-show rate', 'percent', shop.noShow, 35, 'down', '-0.0610'), row('rebooking_rate', 'Rebooking rate', 'percent', 0.41, 55, 'up', '0.0040'),
    ],
  };
}

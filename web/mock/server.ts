// MOCK of the BookedBarber server, for developing screens and looking at them: `npm run mock`, then `npm run dev:mock`.
// SHOPS=10000 npm run mock gives the large network. Sign in with any e-mail and the password "demo".
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { WebSocketServer } from 'ws';
import type { Compare, DashboardRequest, LiveEvent, LiveFigures, Me } from '../src/api/types';
import { dashboard, measures, snapshot, todayUtc, under } from './answers';
import { makeWorld, sales, type Shop } from './world';

const PORT = Number(process.env['PORT'] ?? 8099);
const world = makeWorld(Number(process.env['SHOPS'] ?? 40));
const network = world.nodes[0]!;
const permissions = ['network.read', 'network.write', 'people.read', 'people.write', 'measures.read', 'sales.read', 'sales.write', 'bookings.read', 'bookings.write', 'clients.read', 'imports.read', 'imports.run', 'audit.read', 'keys.manage', 'stream.read', 'targets.write', 'export'];
const me = {
  id: 'me', email: 'alex@harlowfinch.example', name: 'Alex Mercer', isAdministrator: false,
  grants: [{ id: 'g', networkId: network.id, networkSlug: network.slug, networkName: network.name, nodeId: network.id, nodeKind: 'network', nodeName: network.name, role: 'executive' }],
  permissions: { [network.id]: permissions },
} as Me;
const networks = { items: [{ id: network.id, slug: network.slug, name: network.name, currency: 'USD', timeZone: 'America/New_York', status: 'active', locationCount: world.shops.length, version: 1, createdAt: '2024-01-01T00:00:00Z' }] };
const catalogue = { items: [
  ['net_sales', 'Net sales', 'What clients paid for services and products, without tax, tips, gift cards and memberships.', 'service_sales + product_sales − discounts − refunds', 'money', 'up', true],
  ['visits', 'Visits', 'Clients served: each client once per shop and day.', 'count of distinct (client, day) with a completed sale', 'count', 'up', true],
  ['average_ticket', 'Average ticket', 'What a visit brings.', 'net_sales ÷ visits', 'money', 'up', false],
  ['barber_utilisation', 'Barber utilisation', 'Share of rostered time spent with clients.', 'booked minutes ÷ shift minutes', 'percent', 'up', false],
  ['no_show_rate', 'No-show rate', 'Bookings whose client did not come.', 'no_shows ÷ (completed_bookings + no_shows)', 'percent', 'down', false],
  ['revenue_per_chair_hour', 'Revenue per chair hour', 'What an hour of an available chair brings.', 'net_sales ÷ chair hours open', 'money', 'up', false],
].map(([name, title, text, formula, unit, direction, additive]) => ({ name, title, text, formula, unit, direction, additive })) };

function send(response: ServerResponse, status: number, body?: unknown, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'Content-Type': status >= 400 ? 'application/problem+json' : 'application/json', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
const problem = (response: ServerResponse, status: number, code: string, detail: string) => send(response, status, { status, code, detail, traceId: 'mock' });
const signedIn = (request: IncomingMessage) => request.headers.cookie?.includes('mock-session=1') ?? false;
async function bodyOf(request: IncomingMessage): Promise<Record<string, string>> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text ? (JSON.parse(text) as Record<string, string>) : {};
}
const dashboards = new Map<string, unknown>();

async function answer(request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', 'http://mock');
  const path = url.pathname;
  if (path === '/api/v2/auth/session' && request.method === 'POST') {
    const { password } = await bodyOf(request);
    return password === 'demo' ? send(response, 200, me, { 'Set-Cookie': 'mock-session=1; HttpOnly; Path=/' }) : problem(response, 401, 'wrong_credentials', 'E-mail and password do not match.');
  }
  if (path === '/api/v2/auth/session' && request.method === 'DELETE') return send(response, 204, undefined, { 'Set-Cookie': 'mock-session=; Max-Age=0; Path=/' });
  if (!signedIn(request)) return problem(response, 401, 'not_signed_in', 'Sign in first.');
  if (request.method !== 'GET' && request.headers['x-bookedbarber-request'] !== '1') return problem(response, 403, 'missing_header', 'X-BookedBarber-Request is required.');
  if (path === '/api/v2/auth/me') return send(response, 200, me);
  if (path === '/api/v2/franchise/networks') return send(response, 200, networks);
  if (path.endsWith('/tree')) return send(response, 200, { nodes: world.nodes, version: 1 });
  if (path === '/api/v2/franchise/catalogue/measures') return send(response, 200, catalogue);
  if (path.endsWith('/network/dashboard')) {
    const asked = (await bodyOf(request)) as unknown as DashboardRequest;
    const key = JSON.stringify(asked);
    if (!dashboards.has(key)) dashboards.set(key, dashboard(world, asked));
    return send(response, 200, dashboards.get(key));
  }
  if (path.endsWith('/measures')) return send(response, 200, measures(world, url.searchParams));
  if (path.endsWith('/search')) {
    const text = (url.searchParams.get('q') ?? '').toLowerCase();
    const hits = [{ kind: 'person', id: 'p1', title: 'Dana Whitfield', subtitle: 'Regional manager, South' }, { kind: 'client', id: 'c1', title: 'Marcus Oyelaran', subtitle: 'Chicago Midtown, 14 visits' }];
    return send(response, 200, { items: hits.filter((hit) => hit.title.toLowerCase().includes(text)) });
  }
  const shop = world.shops.find((s) => path.includes(s.node.id));
  if (shop && path.endsWith('/snapshot')) return send(response, 200, snapshot(world, shop, url.searchParams.get('from')!, url.searchParams.get('to')!, (url.searchParams.get('compare') ?? 'none') as Compare));
  if (shop) return send(response, 200, { ...shop.node, networkId: network.id, path: [] });
  return problem(response, 404, 'not_found', 'Nothing at this address.');
}

const server = createServer((request, response) => void answer(request, response).catch((error: unknown) => problem(response, 500, 'mock_failed', String(error))));
const sockets = new WebSocketServer({ server });
let seq = 1_000;

function figures(nodeId: string, shops: Shop[]): LiveFigures {
  const net = shops.reduce((t, s) => t + sales(s, todayUtc(), todayUtc()), 0) + (extra.get(nodeId) ?? 0);
  return { nodeId, day: todayUtc(), netSales: net.toFixed(2), tips: (net * 0.16).toFixed(2), visits: Math.round(net / 43), transactions: Math.round(net / 43), bookings: shops.length * 21, completed: shops.length * 15, noShows: shops.length, clients: shops.length * 14, staffPresent: shops.length * 4, utilisation: '0.68', currency: 'USD' };
}
const extra = new Map<string, number>();

sockets.on('connection', (socket, request) => {
  if (!signedIn(request)) return socket.close(1008);
  const nodeId = new URL(request.url ?? '/', 'http://mock').searchParams.get('node') ?? network.id;
  const shops = under(world, nodeId).filter((s) => s.node.status === 'open');
  const at = () => new Date().toISOString();
  socket.send(JSON.stringify({ seq, type: 'snapshot', at: at(), asOf: at(), reason: 'start', nodes: [figures(nodeId, shops)] }));
  const change = () => {
    const shop = shops[Math.floor(Math.random() * shops.length)];
    if (!shop) return;
    const kind = Math.random() < 0.62 ? 'sale' : Math.random() < 0.8 ? 'booking' : 'staff';
    const amount = (24 + Math.random() * 70).toFixed(2);
    if (kind === 'sale') extra.set(nodeId, (extra.get(nodeId) ?? 0) + Number(amount));
    seq++;
    const event = { seq, kind, op: 'created', locationId: shop.node.id, id: `e${seq}`, occurredAt: at(), ...(kind === 'sale' ? { amount, currency: 'USD', items: ['Haircut', 'Cut & beard', 'Hot towel shave', 'Skin fade'][seq % 4] } : { status: ['confirmed', 'completed', 'no_show'][seq % 3] }) } as LiveEvent;
    socket.send(JSON.stringify({ seq, type: 'change', at: at(), events: [event], nodes: [figures(nodeId, shops)] }));
  };
  for (let i = 0; i < 8; i++) change();
  const flow = setInterval(change, 1_400);
  const beat = setInterval(() => socket.send(JSON.stringify({ seq, type: 'heartbeat', at: at(), asOf: at() })), 8_000);
  socket.on('close', () => { clearInterval(flow); clearInterval(beat); });
});
server.listen(PORT, '127.0.0.1', () => console.log(`MOCK server with ${world.shops.length} shops on http://127.0.0.1:${PORT}`));

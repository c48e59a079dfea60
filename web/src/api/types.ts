// The shapes of the REST contract, in one place. `npm run api` generates `schema.d.ts` from the server's OpenAPI document;
// once that is committed, each alias here points at `components['schemas'][…]` and nothing else in the app changes.

/** An exact decimal in text, e.g. "1234.50"; never parsed to a float for display. Percent measures are per cent ("4.12"), every `change` a ratio ("0.0412"). */
export type Decimal = string;
/** A business day, "YYYY-MM-DD". */
export type Day = string;
/** An instant, ISO-8601 in UTC. */
export type Instant = string;

export type NodeKind = 'network' | 'region' | 'group' | 'location';
export type Role =
  | 'executive' | 'regional_manager' | 'owner' | 'location_manager' | 'barber' | 'client' | 'partner_developer' | 'support';
export type Permission =
  | 'network.read' | 'network.write' | 'people.read' | 'people.write' | 'measures.read' | 'sales.read' | 'sales.write'
  | 'bookings.read' | 'bookings.write' | 'clients.read' | 'imports.read' | 'imports.run' | 'audit.read' | 'keys.manage'
  | 'stream.read' | 'targets.write' | 'export';
export type LocationStatus =
  | 'candidate' | 'signed' | 'building' | 'open' | 'suspended' | 'transferred' | 'terminated' | 'closed';
export type Band = 'elite' | 'high_performer' | 'average' | 'developing' | 'underperforming';
export type Unit = 'money' | 'count' | 'percent' | 'minutes' | 'hours';
export type Direction = 'up' | 'down';
export type Compare = 'year' | 'previous' | 'none';

export interface Page<T> { items: T[]; nextCursor?: string | null; total?: number | null }

export interface Grant {
  id: string; networkId: string; networkSlug: string; networkName: string;
  nodeId: string; nodeKind: NodeKind; nodeName: string; role: Role;
}
export interface Me {
  id: string; email: string; name: string; isAdministrator: boolean;
  grants: Grant[]; permissions: Record<string, Permission[]>;
}
export interface Network {
  id: string; slug: string; name: string; currency: string; timeZone: string;
  status: 'active' | 'archived'; locationCount: number; version: number; createdAt: Instant;
}
export interface TreeNode {
  id: string; parentId: string | null; kind: NodeKind; slug: string; code: string; name: string;
  status: string; timeZone?: string | null; currency?: string | null;
  latitude?: number | null; longitude?: number | null; chairs?: number | null;
  openedOn?: Day | null; closedOn?: Day | null; version: number;
  /** Above the reader's own branches: known by name only. */
  nameOnly?: boolean; archived?: boolean;
}
export interface Tree { nodes: TreeNode[]; version: number | string }
export interface LocationNode extends TreeNode {
  networkId: string; path: { id: string; kind: NodeKind; name: string }[]; address?: string | null; archivedAt?: Instant | null;
}
export type UnitDetail = LocationNode;
export interface SearchHit {
  kind: 'location' | 'group' | 'region' | 'person' | 'client'; id: string; title: string; subtitle?: string | null;
}

export interface MeasureDefinition {
  name: string; title: string; text: string; formula: string; unit: Unit; direction: Direction;
  requirement?: string | null; additive: boolean;
}
export interface MeasureRow {
  /** `unit` is the currency for amounts of money. */
  period: string; nodeId: string; nodeCode: string; measure: string; value: Decimal | null; unit: string;
  comparison?: Decimal | null; change?: Decimal | null;
}
export interface MeasureRows { rows: MeasureRow[]; asOf: Instant }

export interface DashboardRequest { networkId: string; nodeId?: string; from: Day; to: Day; compare: Compare }
export interface Figure {
  measure: string; title: string; unit: Unit; value: Decimal | null; comparison: Decimal | null;
  change: Decimal | null; direction: Direction; target?: Decimal | null;
}
export interface TrendPoint {
  day: Day; netSales: Decimal | null; comparison: Decimal | null;
  expectedLow?: Decimal | null; expectedHigh?: Decimal | null; partial: boolean;
}
export interface Projection { periodEnd: Day; value: Decimal; low: Decimal; high: Decimal; method: string }
export type BandCounts = Record<Band, number>;
export interface BandLocation {
  id: string; code: string; name: string; regionId: string | null; band: Band | null; previousBand: Band | null;
  percentile: number | Decimal | null; value: Decimal | null; change: Decimal | null;
  latitude: number | null; longitude: number | null; netSales: Decimal | null;
}
export interface Bands {
  measure: string; rule: string; peerGroups: { name: string; size: number; placedBy: 'percentile' | 'targets' }[];
  counts: BandCounts; locations: BandLocation[];
}
export interface RegionSummary {
  id: string; name: string; locations: number; netSales: Decimal | null; change: Decimal | null;
  visits: Decimal | number | null; averageTicket: Decimal | null; trend: (number | Decimal | null)[]; bands?: Partial<BandCounts> | null;
}
export type AttentionReason = 'falling_sales' | 'falling_visits' | 'no_show_high' | 'no_data' | 'low_utilisation';
export interface Attention {
  locationId: string; name: string; reason: AttentionReason; sentence: string;
  measure: string | null; value: Decimal | null; comparison: Decimal | null;
}
export interface LiveSummary {
  today: Day; locationsReporting: number; locationsOpen: number; netSales: Decimal;
  visits: number; bookings: number; staffPresent: number; asOf: Instant;
}
export interface Dashboard {
  asOf: Instant; node: { id: string; kind: NodeKind; name: string; currency: string };
  period: { from: Day; to: Day }; comparison: { from: Day; to: Day } | null;
  sentences: string[]; figures: Figure[]; trend: TrendPoint[]; projection: Projection | null;
  bands: Bands; regions: RegionSummary[]; attention: Attention[]; live: LiveSummary | null;
}

export interface SnapshotMeasure {
  measure: string; title: string; unit: Unit; direction: Direction; value: Decimal | null; comparison: Decimal | null;
  change: Decimal | null; target: Decimal | null; peerPercentile: number | Decimal | null; peerGroup: string | null; peerSize: number | null;
  trend: { period: string; value: Decimal | null }[]; drivers: { name: string; title: string; effect: Decimal; unit: Unit }[];
}
export interface Snapshot {
  asOf: Instant; location: { id: string; name: string; code?: string; currency?: string; timeZone?: string };
  period: { from: Day; to: Day }; comparison: { from: Day; to: Day } | null; band: Band | null; measures: SnapshotMeasure[];
}

/** Today's figures of one node, as the stream sends them. */
export interface LiveFigures {
  nodeId: string; day: Day; netSales: Decimal; tips: Decimal; visits: number; transactions: number; bookings: number;
  completed: number; noShows: number; clients: number; staffPresent: number; utilisation: Decimal | number | null; currency: string;
}
export interface LiveEvent {
  seq: number; kind: 'sale' | 'booking' | 'staff' | 'daily_close'; op: 'created' | 'changed' | 'deleted';
  locationId: string; id: string; amount?: Decimal | null; currency?: string | null; items?: string | string[] | number | null;
  status?: string | null; occurredAt?: Instant | null;
}
export type StreamFrame =
  | { seq: number; type: 'snapshot'; at: Instant; asOf: Instant; reason: 'start' | 'gap' | 'behind'; nodes: LiveFigures[] }
  | { seq: number; type: 'change'; at: Instant; events: LiveEvent[]; nodes: LiveFigures[] }
  | { seq: number; type: 'coalesced'; at: Instant; skipped: number; nodes: LiveFigures[] }
  | { seq: number; type: 'heartbeat'; at: Instant; asOf: Instant }
  | { seq: number; type: 'pong'; at: Instant; id: unknown };

export interface ProblemDetails {
  type?: string; title?: string; status?: number; detail?: string; code?: string; traceId?: string;
  errors?: { field: string; code: string; detail: string }[];
}

// The day of a shop.
export type BookingStatus =
  | 'requested' | 'confirmed' | 'arrived' | 'in_service' | 'completed' | 'cancelled' | 'late_cancelled' | 'no_show';
export interface DayFigures {
  netSales: Decimal | null; visits: number; averageTicket: Decimal | null; tips: Decimal | null; tax: Decimal | null; bookings: number; completed: number;
  noShows: number; staffPresent: number | null;
  /** A ratio, unlike the percent measures: "0.72". */
  utilisation: Decimal | null;
}
export interface DayStaff {
  id: string; name: string; shift?: { startsAt: Instant; endsAt: Instant } | null; netSales: Decimal | null; visits: number; utilisation?: Decimal | null;
}
export interface DayBooking {
  id: string; startsAt: Instant | null; endsAt: Instant | null; status: BookingStatus; clientName?: string | null; serviceName?: string | null;
  staffId?: string | null; staffName?: string | null;
}
export interface DaySale {
  id: string; occurredAt?: Instant | null; total: Decimal; netSales: Decimal; tips: Decimal | null; clientName?: string | null;
  staffNames: string[]; items: string[];
}
export interface ShopDay {
  location: { id: string; name: string; timeZone: string; currency: string; chairs?: number | null };
  date: Day; isToday: boolean; asOf: Instant; figures: DayFigures; staff: DayStaff[]; bookings: DayBooking[]; sales: DaySale[];
  nextFree: { staffId: string; startsAt: Instant | null }[];
}
export interface SaleLine {
  kind: string; name: string; quantity?: Decimal | null; amount: Decimal; isRefund?: boolean;
  discounts?: { type: string; amount: Decimal }[] | null; discount?: Decimal | null; staffId?: string | null;
}
export interface Sale {
  id: string; businessDay: Day; occurredAt?: Instant | null; receipt?: string | null; currency: string; netSales: Decimal; tax: Decimal; tips: Decimal; tipsByStaff?: { staffId?: string | null; amount: Decimal }[];
  total: Decimal; lines: SaleLine[]; taxes?: { name: string; amount: Decimal }[] | null; payments?: { method: string; amount: Decimal }[] | null; source?: string; recordedAt?: Instant;
}

// People.
export interface PersonGrant { id: string; nodeId: string; nodeKind: NodeKind; nodeName: string; role: Role; staffId?: string | null }
export type PersonStatus = 'active' | 'locked' | 'disabled';
export interface Person {
  id: string; email: string; name: string; status: PersonStatus; lastSignInAt?: Instant | null; version: number; grants: PersonGrant[];
}

// The audit trail.
export interface AuditEvent {
  sequence: number; at: Instant; actor: { id?: string | null; name: string; kind: string }; action: string; entity: string; entityId?: string | null; rowCount: number;
  nodeId?: string | null; cause: string; summary: string; changes?: Record<string, unknown> | null; hash: string;
}
export interface AuditVerdict { checked: number; ok: boolean; firstBadSequence?: number | null }

export interface ApiKey {
  id: string; name: string; prefix: string; createdAt: Instant; expiresAt?: Instant | null; lastUsedAt?: Instant | null;
  /** Only in the answer that makes it. */
  key?: string;
}

// Imports.
export interface ImportProfile { name: string; title: string; record: string; columns: string[]; description: string }
export type ImportState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
export interface ImportRun {
  id: string; profile: string; files: { name: string; bytes: number }[]; state: ImportState; dryRun: boolean; imported: number; unchanged: number; refused: number;
  rowsRead: number; bytesRead: number; bytesTotal: number; rowsPerSecond?: number | null; secondsLeft?: number | null; startedAt?: Instant | null;
  finishedAt?: Instant | null; createdAt?: Instant; createdBy?: string | { name: string } | null; locationId?: string | null; error?: string | null;
}
export interface PreviewRow { line: number; cells: string[]; record: Record<string, unknown> | null; problems: ({ field?: string; code?: string; detail: string } | string)[] }
export interface ImportPreview { encoding: string; delimiter: string | null; columns: string[]; rows: PreviewRow[] }
export interface RefusedRow { file: string; line: number; column?: string | number | null; code: string; detail: string; row: string }

// The network's structure.
export interface OpeningSpan { weekday: number; opens: string; closes: string }
export interface Target { id?: string; measure: string; nodeId: string; value: Decimal; from: Day }

// The shapes of the REST contract. `schema.d.ts` is generated from the server's OpenAPI document (`npm run api`); what the document says with less
// precision than the server keeps (texts of a closed set, decimals in text, typed ids) is narrowed here. A field that the document does not know, or no
// longer knows, does not compile.
import type { components } from './schema';

export type Documented = components['schemas'];
/** A documented shape with some of its fields narrowed, and only fields that it has. */
export type Narrowed<Name extends keyof Documented, Fields extends { [Key in keyof Fields]: Key extends keyof Documented[Name] ? unknown : never }> =
  Omit<Documented[Name], keyof Fields> & Fields;

/** An exact decimal in text, e.g. "1234.50"; never parsed to a float for display. Percent measures are per cent ("4.12"), every `change` a ratio ("0.0412"). */
export type Decimal = string;
/** A business day, "YYYY-MM-DD". */
export type Day = string;
/** An instant, ISO-8601 in UTC. */
export type Instant = string;

export type NodeKind = Documented['NodeKind'];
export type Role = Documented['Role'];
export type Permission =
  | 'network.read' | 'network.write' | 'people.read' | 'people.write' | 'measures.read' | 'sales.read' | 'sales.write'
  | 'bookings.read' | 'bookings.write' | 'clients.read' | 'finance.read' | 'imports.read' | 'imports.run' | 'audit.read' | 'keys.manage'
  | 'stream.read' | 'targets.write' | 'export' | 'integrations.read' | 'integrations.manage' | 'predictions.manage';
export type LocationStatus =
  | 'candidate' | 'signed' | 'building' | 'open' | 'suspended' | 'transferred' | 'terminated' | 'closed';
export type Band = 'elite' | 'high_performer' | 'average' | 'developing' | 'underperforming';
export type Unit = 'money' | 'count' | 'percent' | 'minutes' | 'hours';
export type Direction = 'up' | 'down';
export type Compare = 'year' | 'previous' | 'none';

export interface Page<T> { items: T[]; nextCursor?: string | null; total?: number | null }

export type Grant = Narrowed<'MyGrant', { networkId: string; nodeId: string }>;
export type Me = Narrowed<'Me', { id: string; grants: Grant[]; permissions: Record<string, Permission[]> }>;
export type Network = Narrowed<'NetworkItem', { id: string; currency: string; status: 'active' | 'archived' }>;
export type TreeNode = Narrowed<'TreeNode', { id: string; parentId: string | null }>;
export type Tree = Narrowed<'TreeBody', { nodes: TreeNode[] }>;
export type UnitDetail = Narrowed<'UnitItem', { id: string; networkId: string; parentId: string | null; path: { id: string; kind: NodeKind; name: string }[] }>;
export type LocationNode = UnitDetail;
export type SearchHit = Narrowed<'SearchItem', { kind: 'location' | 'group' | 'region' | 'person' | 'client' }>;

export type MeasureDefinition = Narrowed<'CatalogueItem', { unit: Unit; direction: Direction }>;
/** `unit` is the currency for amounts of money. */
export type MeasureRow = Documented['MeasureRow'];
export type MeasureRows = Documented['MeasuresAnswer'];

export interface DashboardRequest { networkId: string; nodeId?: string; from: Day; to: Day; compare: Compare }
export type Figure = Narrowed<'FigureItem', { unit: Unit; direction: Direction; target?: Decimal | null }>;
export type TrendPoint = Documented['TrendPoint'];
export type Projection = Documented['ProjectionItem'];
export type BandCounts = Documented['BandCounts'];
export type BandLocation = Narrowed<'BandLocation', { band: Band | null; previousBand: Band | null }>;
export type Bands = Narrowed<'BandsAnswer', { peerGroups: { name: string; size: number; placedBy: 'percentile' | 'targets' }[]; locations: BandLocation[] }>;
export type RegionSummary = Documented['RegionItem'];
export type AttentionReason = 'falling_sales' | 'falling_visits' | 'no_show_high' | 'no_data' | 'low_utilisation';
export type Attention = Narrowed<'AttentionItem', { reason: AttentionReason }>;
export type LiveSummary = Documented['LiveItem'];
export type DemandLevel = 'full' | 'busy' | 'room' | 'unknown';
/** What is to come, from the last night's forecast. */
export type UnitOutlook = Narrowed<'OutlookItem', { demand: Narrowed<'DemandItem', { level: DemandLevel }> | null }>;
export type Dashboard = Narrowed<'DashboardAnswer', {
  outlook: UnitOutlook | null;
  node: { id: string; kind: NodeKind; name: string; currency: string }; figures: Figure[]; bands: Bands; regions: RegionSummary[]; attention: Attention[]; live: LiveSummary | null;
}>;

export type SnapshotMeasure = Narrowed<'SnapshotMeasure', { unit: Unit; direction: Direction; drivers: { name: string; title: string; effect: Decimal; unit: Unit }[] }>;
export type Snapshot = Narrowed<'SnapshotAnswer', { outlook: UnitOutlook | null; band: Band | null; measures: SnapshotMeasure[] }>;

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

export type ProblemDetails = Partial<Documented['ProblemDetails']> & { code?: string; traceId?: string; errors?: Documented['FieldProblem'][] };

// The day of a shop.
export type BookingStatus =
  | 'requested' | 'confirmed' | 'arrived' | 'in_service' | 'completed' | 'cancelled' | 'late_cancelled' | 'no_show';
/** Utilisation is a ratio here, unlike the percent measures: "0.72". */
export type DayFigures = Narrowed<'DayFigures', { netSales: Decimal; averageTicket: Decimal | null; tips: Decimal; tax: Decimal; utilisation: Decimal | null }>;
export type DayStaff = Narrowed<'DayStaff', { shift?: { startsAt: Instant; endsAt: Instant } | null; netSales: Decimal; utilisation: Decimal | null }>;
export type DayBooking = Narrowed<'DayBooking', { startsAt: Instant | null; endsAt: Instant | null; status: BookingStatus }>;
export type DaySale = Narrowed<'DaySale', { occurredAt: Instant | null; total: Decimal; netSales: Decimal; tips: Decimal }>;
export type ShopDay = Narrowed<'DayView', {
  location: { id: string; name: string; timeZone: string; currency: string; chairs: number | null }; asOf: Instant; figures: DayFigures; staff: DayStaff[];
  bookings: DayBooking[]; sales: DaySale[]; nextFree: { staffId: string; startsAt: Instant }[];
}>;
export type SaleLine = Narrowed<'SaleLineItem', { quantity: Decimal; amount: Decimal; discounts: { type: string; amount: Decimal }[] }>;
export type Sale = Narrowed<'SaleItem', {
  occurredAt?: Instant; netSales: Decimal; tax: Decimal; tips: Decimal; total: Decimal; recordedAt: Instant; lines: SaleLine[]; taxes: { name: string; amount: Decimal }[];
  tipsByStaff: { staffId?: string | null; amount: Decimal }[]; payments: { method: string; amount: Decimal }[];
}>;

// People.
export type PersonGrant = Narrowed<'GrantItem', { nodeId: string }>;
export type PersonStatus = Documented['PersonStatus'];
export type Person = Narrowed<'PersonItem', { id: string; grants: PersonGrant[] }>;

// The audit trail.
export type AuditEvent = Narrowed<'AuditItem', { actor: { id: string | null; name: string; kind: string }; changes?: Record<string, unknown> | null; nodeId?: string | null }>;
export type AuditVerdict = Documented['AuditVerdict'];

/** `key` is only in the answer that makes it. */
export type ApiKey = Documented['KeyItem'];

// Imports.
export type ImportProfile = Documented['ProfileItem'];
export type ImportState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
export type ImportRun = Narrowed<'ImportItem', { state: ImportState }>;
export type PreviewRow = Narrowed<'PreviewRow', { record: Record<string, unknown> | null }>;
export type ImportPreview = Narrowed<'ImportPreview', { rows: PreviewRow[] }>;
export type RefusedRow = Documented['RefusedRow'];

export type DeviceSession = Documented['SessionItem'];

// The network's structure.
export type OpeningSpan = Documented['HoursSpan'];
export type Target = Omit<Narrowed<'TargetItem', { value: Decimal }>, 'setAt'>;

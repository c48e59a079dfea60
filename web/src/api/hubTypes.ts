import type { Instant } from './types';

// Connections to other systems, as the server's module of integrations answers them.
export type ConnectionState = 'draft' | 'authorising' | 'active' | 'paused' | 'needs_reconnect' | 'failing' | 'removed';
export type VendorEnvironment = 'sandbox' | 'live';
export interface Trouble { code: string; detail: string }
export interface Vitals { lastSyncAt: Instant | null; lagSeconds: number | null; errorRate: number | null; health: number | null; running: number }
export interface Connection {
  id: string; vendor: string; title: string; category: string | null; environment: VendorEnvironment; state: ConnectionState; name: string; nodeId: string; nodeName: string | null; accountId: string | null;
  settings: Record<string, string>; scopes: string[]; ownerId: string | null; ownerName: string | null; trouble: Trouble | null;
  credential: { issuedAt: Instant; expiresAt: Instant | null; generation: number; ageDays: number } | null; vitals: Vitals | null; version: number; createdAt: Instant; updatedAt: Instant;
}
export interface Started { connectionId: string; authorizeUrl: string | null }
export interface ConnectionTest { works: boolean; status: number; tookMs: number; code: string | null; detail: string | null }
export interface Removed { connectionId: string; revokedAtVendor: boolean }
export type BulkAction = 'pause' | 'resume' | 'test' | 'renew' | 'remove';
export interface BulkAnswer { items: { connectionId: string; done: boolean; code: string | null; detail: string | null }[] }
export interface UsageRow { hour: Instant; class: string; outcome: string; calls: number; retries: number; bytes: number; tookMs: number }
export interface Usage { from: Instant; calls: number; failed: number; throttled: number; hours: UsageRow[] }
export interface Place { key: string; name: string; detail: string | null; locationId: string | null; ignored: boolean; seenAt: Instant; suggestions: { locationId: string; name: string; code: string; score: number }[] }

// The catalogue.
export interface Reason { name: string; reason: string }
export interface CatalogueField { name: string; title: string; help: string | null; isSecret: boolean; isRequired: boolean; default: string | null; choices: string[]; isSetting: boolean }
export interface CatalogueEntry {
  vendor: string; title: string; category: string; description: string; docs: string; level: 'network' | 'location'; auth: string; scopes: Reason[]; fields: CatalogueField[];
  streams: { name: string; title: string; record: string; deletes: string }[]; actions: { name: string; title: string; record: string | null }[]; webhooks: string[]; hasSandbox: boolean;
  later: Reason[]; cannot: Reason[]; status: 'ready' | 'own'; version: number;
}
export interface Catalogue { items: CatalogueEntry[]; categories: string[] }

// Syncing.
export interface Stream {
  stream: string; title: string; record: string | null; state: 'idle' | 'running' | 'waiting' | 'failed' | 'message'; cursor: string | null; lagSeconds: number | null; everySeconds: number; nextAt: Instant | null;
  succeededAt: Instant | null; readWholeAt: Instant | null; newestAt: Instant | null; failures: number; code: string | null; detail: string | null; held: number; records: number;
}
export interface Run {
  id: string; stream: string; reason: string; state: string; from: Instant | null; to: Instant | null; pages: number; read: number; created: number; changed: number; unchanged: number; refused: number; held: number; removed: number;
  skipped: number; parts: number; partsDone: number; code: string | null; detail: string | null; askedBy: string | null; createdAt: Instant; startedAt: Instant | null; finishedAt: Instant | null;
}
export interface Health {
  score: number | null; parts: { name: string; value: number; weight: number }[]; lastSyncAt: Instant | null; lagSeconds: number | null; calls: number;
  errors: { class: string; count: number; share: number; budget: number }[]; history: { hour: Instant; score: number }[];
}
export interface Held { stream: string; key: string; reason: 'place' | 'map' | 'record'; placeKey: string | null; faults: { code: string; detail: string }[]; mappingVersion: number; item: unknown; firstAt: Instant; lastAt: Instant; times: number }
export interface Conflict {
  id: string; stream: string; key: string; record: string; recordId: string | null; locationId: string; field: string; agreed: unknown; ours: unknown; theirs: unknown; rule: string; winner: 'ours' | 'theirs' | null;
  state: 'open' | 'decided' | 'resolved' | 'undone'; createdAt: Instant; decidedAt: Instant | null; decidedBy: string | null;
}
export interface Comparison {
  id: string; stream: string; from: Instant | null; to: Instant | null; state: 'queued' | 'running' | 'same' | 'different' | 'repaired' | 'failed'; ours: number | null; theirs: number | null; oursSum: string | null; theirsSum: string | null;
  oursHash: string | null; theirsHash: string | null; missing: number; extra: number; different: number; repaired: number; examples: { key: string; what: string }[]; code: string | null; detail: string | null; createdAt: Instant; finishedAt: Instant | null;
}
export interface VendorMessage {
  id: string; eventTypes: string[]; state: 'waiting' | 'done' | 'failed'; attempts: number; events: number; records: number; repeats: number; replays: number; code: string | null; detail: string | null; receivedAt: Instant; processedAt: Instant | null;
}
export interface HookAddress { address: string; state: 'registered' | 'not_registered' | 'by_hand' | 'failed' | 'removed'; byHand: string | null; challenge: string | null; code: string | null; detail: string | null; registeredAt: Instant | null; renewAt: Instant | null }
export interface TraceSource { id: string; kind: string; what: string | null; at: Instant }
export interface RecordTrace {
  recordId: string; record: string; stream: string; key: string; vendorVersion: string | null; mappingVersion: number; locationId: string; takenAt: Instant; removedAt: Instant | null; changedHere: string[];
  first: TraceSource | null; last: TraceSource | null; changes: { seq: number; op: string; at: Instant; cause: string; by: string | null }[];
  pushes: { id: string; connectionId: string; action: string; state: string; vendorKey: string | null; createdAt: Instant; finishedAt: Instant | null }[];
}

// Field maps.
export interface LintFault { line: number; column: number; cause: string; suggestion: string | null }
export interface FieldMap { vendor: string; stream: string; record: string; fields: { name: string; type: string; isRequired: boolean; from: string | null }[]; version: number; yaml: string }
export interface SavedMap { version: number | null; isSaved: boolean; faults: LintFault[] }
export interface PreviewItem { key: string; place: string | null; item: string; record: string | null; isSkipped: boolean; isDeleted: boolean; faults: string[]; unmapped: string[] }
export interface MapPreview { items: PreviewItem[]; faults: LintFault[] }

import type { Documented, Narrowed } from './types';

// Connections to other systems, as the server's module of integrations answers them: its own document, narrowed where it keeps closed sets as texts.
export type ConnectionState = Documented['ConnectionState'];
export type VendorEnvironment = Documented['VendorEnvironment'];
export type Trouble = Documented['TroubleItem'];
export type Vitals = Documented['VitalsItem'];
export type Connection = Narrowed<'ConnectionItem', { trouble: Trouble | null; vitals: Vitals | null; credential: Documented['CredentialItem'] | null }>;
export type IntegrationStatus = Narrowed<'IntegrationStatus', { connections: StatusItem[] }>;
export type StatusItem = Narrowed<'StatusItem', { trouble: Trouble | null; vitals: Vitals | null }>;
export type Started = Documented['StartAnswer'];
export type ConnectionTest = Documented['TestAnswer'];
export type Removed = Documented['RemovedAnswer'];
export type BulkAction = 'pause' | 'resume' | 'test' | 'renew' | 'remove';
export type BulkAnswer = Documented['BulkAnswer'];
export type Usage = Documented['UsageAnswer'];
export type Place = Documented['PlaceItem'];
export type PlaceList = Documented['PlaceList'];
export type UnplacedRule = Documented['UnplacedRule'];
export type NextStep = 'reconnect' | 'renew_soon' | 'replace_keys' | 'finish';
export type AccessReportItem = Narrowed<'AccessReportItem', { trouble: Trouble | null; nextStep: NextStep | null }>;
export type AccessReport = Narrowed<'AccessReport', { items: AccessReportItem[] }>;

// The catalogue.
export type CatalogueField = Documented['CatalogueField'];
export type CatalogueEntry = Narrowed<'CatalogueEntry', { level: 'network' | 'location'; status: 'ready' | 'own' }>;
export type Catalogue = Narrowed<'CatalogueList', { items: CatalogueEntry[] }>;
export type ConnectorText = Narrowed<'ConnectorText', { connector: CatalogueEntry }>;
export type ConnectorVersion = Documented['ConnectorVersion'];
export type SavedConnector = Documented['SavedConnector'];

// Syncing.
export type Stream = Narrowed<'StreamItem', { state: 'idle' | 'running' | 'waiting' | 'failed' | 'message' }>;
export type Run = Narrowed<'RunItem', { state: 'queued' | 'running' | 'waiting' | 'done' | 'failed' | 'cancelled' }>;
export type Health = Documented['ConnectionHealth'];
export type Held = Narrowed<'HeldEntry', { reason: 'place' | 'map' | 'record'; item: unknown }>;
export type Side = 'ours' | 'theirs';
export type Rule = 'source_wins' | 'ours_wins' | 'newest_wins' | 'ask';
export type Conflict = Narrowed<'ConflictItem', { agreed: unknown; ours: unknown; theirs: unknown; rule: Rule; winner: Side | null; state: 'open' | 'decided' | 'resolved' | 'undone' }>;
export type ConflictRule = Narrowed<'ConflictRuleItem', { record: string; field: string; rule: Rule }>;
export type ConflictRulePreview = Narrowed<'ConflictRulePreview', { examples: Narrowed<'ConflictOutcome', { ours: unknown; theirs: unknown; was: Side | null; wouldBe: Side | null }>[] }>;
export type Push = Narrowed<'PushItem', { op: 'save' | 'remove'; state: 'waiting' | 'done' | 'dead' | 'dropped' }>;
export type PushRule = Documented['PushRuleItem'];
export type PushPreview = Narrowed<'PushPreview', { create: Documented['DrawnRequest'] | null; change: Documented['DrawnRequest'] | null }>;
export type SettledPushes = Documented['SettledPushes'];
export type Comparison = Narrowed<'ComparisonItem', { state: 'queued' | 'running' | 'same' | 'different' | 'repaired' | 'failed' }>;
export type VendorMessage = Narrowed<'MessageItem', { state: 'waiting' | 'done' | 'failed' }>;
export type VendorMessageDetail = Narrowed<'MessageDetail', { message: VendorMessage }>;
export type RefusedMessages = Documented['RefusedMessages'];
export type HookAddress = Narrowed<'HookAddress', { state: 'registered' | 'not_registered' | 'by_hand' | 'failed' | 'removed' }>;
export type KeptHookSecret = Documented['KeptHookSecret'];
export type TraceSource = Documented['TraceSource'];
export type RecordTrace = Narrowed<'RecordTrace', { first: TraceSource | null; last: TraceSource | null }>;

// Field maps.
export type LintFault = Documented['LintFault'];
export type FieldMap = Documented['FieldMapView'];
export type MapVersion = Documented['MapVersion'];
export type SavedMap = Documented['SavedMap'];
export type PreviewItem = Documented['PreviewItem'];
export type MapPreview = Documented['MapPreview'];
export type MappingFault = Narrowed<'FaultItem', { kind: 'rejected' | 'unmapped' }>;

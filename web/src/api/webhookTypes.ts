import type { Documented, Narrowed } from './types';

// Outgoing webhooks.
export type Webhook = Narrowed<'WebhookItem', { state: 'active' | 'paused'; pauseReason: 'by_hand' | 'gone' | 'failing' | null; fields: 'ids' | 'full'; scheme: 'v1' | 'v1a' }>;
export type WebhookMade = Narrowed<'WebhookMade', { webhook: Webhook }>;
export type Rotated = Documented['Rotated'];
export type TestResult = Documented['TestResult'];
export type DeliveryState = 'pending' | 'delivered' | 'dead';
export type Delivery = Narrowed<'DeliveryItem', { state: DeliveryState }>;
export type DeliveryDetail = Narrowed<'DeliveryDetail', { delivery: Delivery; payload: unknown }>;
export type Attempt = Documented['AttemptItem'];
export type Replay = Documented['ReplayItem'];
export type ReplayStarted = Documented['ReplayStarted'];
export type WebhookAnalytics = Documented['WebhookAnalytics'];
export type AttemptFigures = Documented['AttemptFigures'];
export type EventType = Narrowed<'EventTypeItem', { schema: unknown; example: unknown; smallExample: unknown }>;
export type WebhookNotice = Documented['NoticeItem'];

import type { Day, Decimal, Instant, NodeKind } from './types';

// What is likely to come, as the server's module of predictions answers it.
export interface UnitRef { id: string; kind: NodeKind; name: string; currency: string }
export interface ModelRef { id: string; version: number }

/** An expected amount with the range that holds nine outcomes in ten; no range where nothing could be tried. */
export interface Expected { mean: Decimal; p05: Decimal | null; p50: Decimal | null; p95: Decimal | null; lastYear: Decimal | null; change: number | null }
export interface ExpectedMonth { month: string; days: number; known: Decimal; value: Expected }
export interface ExpectedDay { day: Day; mean: Decimal; p05: Decimal | null; p50: Decimal | null; p95: Decimal | null; lastYear: Decimal | null }
export interface ForecastBasis { knownFrom: Day; knownDays: number; restsOnLittle: boolean; sentence: string }
export interface RevenueForecast {
  node: UnitRef; forecastId: string | null; from: Day; to: Day; model: ModelRef | null; method: string; basis: ForecastBasis; total: Expected; months: ExpectedMonth[]; days?: ExpectedDay[];
}
export interface UnitForecast { node: UnitRef; from: Day; to: Day; value: Expected; restsOnLittle: boolean }
export interface UnitForecasts { items: UnitForecast[]; missing: UnitRef[] }

export const MODEL_KINDS = ['revenue', 'clients', 'no_show', 'demand', 'price', 'sites'] as const;
export type ModelKind = (typeof MODEL_KINDS)[number];
export const MODEL_STATES = ['at_work', 'waiting', 'refused', 'retired'] as const;
export type ModelState = (typeof MODEL_STATES)[number];
export interface Model {
  id: string; kind: ModelKind; version: number; method: string; state: ModelState; decidedBy: 'rule' | 'person'; deciderName: string | null; decidedAt: Instant; reason: string; trainedAt: Instant;
  windowFrom: Day | null; windowTo: Day | null; metric: string; error: number | null; naiveError: number | null; coverage: number | null; calibrationError: number | null;
}
export interface ModelOrigin { origin: Day; days: number; cases: number; error: number | null; naiveError: number | null }
export interface ReliabilityBin { predicted: number; happened: number; cases: number }
export interface ModelDetail {
  model: Model; settings: Record<string, unknown>; seed: number; counts: Record<string, number>; origins: ModelOrigin[]; methods: { method: string; error: number | null }[]; figures: Record<string, number>; reliability: ReliabilityBin[];
}
export type ModelDecision = 'approve' | 'refuse';

export type RunState = 'queued' | 'running' | 'done' | 'failed';
export interface RunProgress { part: string; partsDone: number; parts: number; done: number; total: number }
export interface PredictionRun {
  id: string; reason: 'night' | 'first' | 'asked' | 'more_history'; state: RunState; today: Day; parts: { part: string; result: string | null }[]; progress: RunProgress | null; error: string | null;
  createdAt: Instant; startedAt: Instant | null; finishedAt: Instant | null;
}
export interface PredictionRuns { items: PredictionRun[]; nextNight: Instant }

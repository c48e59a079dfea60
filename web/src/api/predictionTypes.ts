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

// How good forecasts were, and where each came from.
export interface JudgedMonth { month: string; days: number; forecast: Decimal; p05: Decimal | null; p95: Decimal | null; actual: Decimal; naive: Decimal; error: number | null }
export interface JudgedDay { day: Day; forecast: Decimal; p05: Decimal | null; p95: Decimal | null; actual: Decimal; naive: Decimal }
export interface JudgedForecast {
  forecastId: string; model: ModelRef; method: string; isTrial: boolean; madeOn: Day; days: number; error: number | null; naiveError: number | null; bias: number | null; inside: number | null; months: JudgedMonth[]; series: JudgedDay[];
}
export interface Accuracy { node: UnitRef; forecasts: JudgedForecast[] }
export interface ForecastTrail {
  forecastId: string; node: UnitRef; isTrial: boolean; madeOn: Day; inputs: { measure: string; nodeId: string; currency: string; from: Day; to: Day; days: number }; model: ModelDetail; runId: string; outcome: JudgedForecast;
}

// Chances of staying away, from a booking or for 90 days, beside what came.
export const OUTCOME_KINDS = ['no_show', 'clients'] as const;
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];
export interface OutcomeBand { from: number; to: number; outcomes: number; said: number | null; happened: number | null; low: number | null; high: number | null }
export interface OutcomeMonth { month: string; outcomes: number; said: number; happened: number; brier: number; baseBrier: number }
export interface OutcomesJudged { from: string; to: string; said: number; happened: number; brier: number; baseBrier: number; calibrationError: number; isOff: boolean; bands: OutcomeBand[] }
export interface Outcomes { node: UnitRef; kind: OutcomeKind; outcomes: number; needed: number; nextOn: Day | null; judged: OutcomesJudged | null; months: OutcomeMonth[] }

// What a change would do to a shop's forecast.
export const SCENARIO_KINDS = ['price', 'promotion', 'hours', 'opening'] as const;
export type ScenarioKind = (typeof SCENARIO_KINDS)[number];
export interface ScenarioRequest {
  locationId: string; kind: ScenarioKind; priceChange?: number | null; weekday?: number | null; addHours?: number[] | null; dropHours?: number[] | null; siteId?: string | null; from?: Day | null; to?: Day | null;
}
export interface Scenario {
  location: UnitRef; kind: ScenarioKind; baseline: Decimal; scenario: Decimal; change: number; changeLow: number | null; changeHigh: number | null; months: { month: string; baseline: Decimal; scenario: Decimal }[]; restsOnLittle: boolean; sentence: string;
}

// Clients.
export const CLIENT_STATES = ['at_risk', 'lapsed', 'all'] as const;
export const CLIENT_SORTS = ['value_at_risk', 'risk', 'last_visit', 'value_ahead'] as const;
export const CLIENT_STEPS = ['personal_call', 'win_back_offer', 'second_visit_offer', 'reminder', 'let_go', 'none'] as const;
export type ClientState = (typeof CLIENT_STATES)[number];
export type ClientSort = (typeof CLIENT_SORTS)[number];
export type ClientStep = (typeof CLIENT_STEPS)[number];
export interface ClientRisk {
  clientId: string; name: string | null; locationId: string; currency: string; asOf: Day; modelId: string; basis: 'own_rhythm' | 'visit_model' | 'share_of_all'; visits: number; firstVisit: Day; lastVisit: Day;
  usualGapDays: number | null; isLapsed: boolean; alive: number; noVisit: number; expectedVisits: number; valueToDate: Decimal; valueAhead: Decimal | null; valueAtRisk: Decimal; step: ClientStep; reason: string;
}
export interface ClientRiskSummary { asOf: Day | null; clients: number; atRisk: number; lapsed: number; valueAtRisk: { currency: string; amount: Decimal }[]; steps: { step: ClientStep; clients: number }[] }

// Bookings of a day.
export type RiskLevel = 'high' | 'raised' | 'low';
export interface NoShowItem { bookingId: string; startsAt: Instant | null; staffId: string | null; serviceName: string | null; clientId: string | null; clientName: string | null; status: string; noShow: number | null; level: RiskLevel | null; reason: string | null }
export interface NoShowDay { locationId: string; day: Day; asOf: Day | null; modelId: string | null; bookings: number; expectedNoShows: number; untold: number; items: NoShowItem[] }

// Demand per weekday (1 Monday to 7 Sunday) and hour.
export interface DemandHour { weekday: number; hour: number; mean: number; p05: number; p95: number; served: number; seen: number; full: number }
export interface Demand { locationId: string; service: string | null; services: string[]; asOf: Day; modelId: string; weeks: number; restsOnLittle: boolean; fullShare: number; visitsAWeek: number; hours: DemandHour[] }

// A proposed roster of a week.
export interface RosterTurn { day: Day; start: string; end: string }
export interface RosterPerson { staffId: string; name: string; title: string | null; daysOff: Day[]; planHours: number; proposalHours: number; plan: RosterTurn[]; proposal: RosterTurn[] }
export interface RosterHour { day: Day; hour: number; wanted: number; plan: number; proposal: number }
export interface RosterUnmet { staffId: string; name: string; kind: 'day_off' | 'start'; day: Day; visits: number; sentence: string }
export interface RosterGain { visitsWanted: number; planVisits: number; proposalVisits: number; planHours: number; proposalHours: number; hoursMoved: number; efficiency: number | null; worth: Decimal | null; currency: string }
export interface RosterProposal {
  id: string; locationId: string; week: Day; madeAt: Instant; isBetter: boolean; basis: { demandAsOf: Day; demandWeeks: number; visitMinutes: number; planWeek: Day; sentences: string[] }; gain: RosterGain;
  people: RosterPerson[]; hours: RosterHour[]; unmet: RosterUnmet[];
}

// Prices.
export interface PriceItem {
  service: string; price: Decimal; unitCost: Decimal; unitsAWeek: number; elasticity: number; elasticityLow: number; elasticityHigh: number; ownWeight: number; weeks: number; lowest: Decimal; highest: Decimal; boundsSet: boolean;
  proposed: Decimal; unitsChange: number; profitChange: number; profitLow: number; profitHigh: number; restsOnLittle: boolean;
}
export interface PriceList { locationId: string; currency: string; asOf: Day | null; modelId: string | null; items: PriceItem[] }
export type PriceVerdict = 'waiting' | 'running' | 'decided' | 'ended';
export interface PriceTest {
  id: string; service: string; newPrice: Decimal; trying: string[]; staying: string[]; startsOn: Day; weeks: number; smallestChange: number; planned: number; state: string; seen: number; effect: number | null; low: number | null; high: number | null;
  verdict: PriceVerdict; sentence: string;
}

// Candidate sites.
export interface Competitor { name: string | null; latitude: number; longitude: number; chairs: number }
export interface SiteOutlook { sales: Decimal; takenFromOwn: Decimal; return: number; low: number; high: number; restsOnLittle: boolean; shops: number; sentence: string }
export interface Site {
  id: string; regionId: string; name: string; latitude: number; longitude: number; chairs: number; investment: Decimal; runningCost: Decimal; contributionRate: Decimal; firstYearShare: Decimal; areaDemand: Decimal | null;
  competitors: Competitor[]; currency: string; version: number; rank: number | null; outlook: SiteOutlook | null;
}
export interface SiteRanking { items: Site[]; growth: { open: number; inTwelveMonths: number; low: number; high: number; openedAYear: number } }

// Findings.
export const FINDING_KINDS = ['sales_below_expected', 'sales_above_expected', 'sales_step', 'sales_drift', 'new_clients_step', 'price_change', 'lapsed_cohort', 'forecast_off'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];
export interface Finding {
  id: string; kind: FindingKind; nodeId: string; nodeName: string | null; since: Day; foundOn: Day; seenOn: Day; strength: number; title: string; sentence: string; action: string; measure: string;
  size: number | null; sizeLow: number | null; sizeHigh: number | null; effect: Decimal | null; currency: string | null; evidence: unknown;
}

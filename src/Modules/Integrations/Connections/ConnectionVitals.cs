namespace BookedBarber.Integrations.Connections;

/// <summary>How a connection does.</summary>
/// <param name="LastSyncAt">End of the last run that went through; null when none has.</param>
/// <param name="Lag">How far what is here lies behind the vendor; null when unknown.</param>
/// <param name="ErrorRate">Share of calls and records of the last 24 hours that failed, 0–1; null when there were none.</param>
/// <param name="Health">0 (does nothing) to 100 (well), by the published formula; null when nothing is known yet.</param>
/// <param name="Running">Runs under way.</param>
internal sealed record ConnectionVitals(DateTimeOffset? LastSyncAt, TimeSpan? Lag, double? ErrorRate, int? Health, int Running);

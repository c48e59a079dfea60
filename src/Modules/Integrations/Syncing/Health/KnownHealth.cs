namespace BookedBarber.Integrations.Syncing.Health;

/// <summary>What is known of a connection over the last 24 hours.</summary>
/// <param name="Facts">What the score is made of.</param>
/// <param name="LastSyncAt">Last reading that went through.</param>
/// <param name="Lag">Age of the stream that lies furthest behind.</param>
/// <param name="Running">Readings under way.</param>
/// <param name="Calls">Calls to the vendor.</param>
/// <param name="Classes">Errors by class against their budgets.</param>
internal sealed record KnownHealth(HealthFacts Facts, DateTimeOffset? LastSyncAt, TimeSpan? Lag, int Running, long Calls, IReadOnlyList<ErrorClass> Classes);

/// <summary>Errors of a class.</summary>
/// <param name="Class">authentication, rate_limit, timeout, connection or data_validation.</param>
/// <param name="Count">How many.</param>
/// <param name="Share">Share of all calls, 0–1.</param>
/// <param name="Budget">The share that is allowed.</param>
internal sealed record ErrorClass(string Class, long Count, double Share, double Budget);

/// <summary>The score of an hour.</summary>
internal sealed record HealthSample(DateTimeOffset Hour, int Score);

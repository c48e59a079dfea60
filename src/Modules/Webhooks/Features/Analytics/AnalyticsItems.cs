namespace BookedBarber.Webhooks.Features.Analytics;

/// <summary>How a webhook did in a range of time.</summary>
/// <param name="Waiting">Deliveries in line now.</param>
/// <param name="Dead">Dead letters now.</param>
/// <param name="Total">Of the whole range.</param>
/// <param name="ByType">The same for each event type.</param>
/// <param name="Steps">The same by hour or day (UTC), the oldest first; those without attempts are left out.</param>
internal sealed record WebhookAnalytics(DateTimeOffset From, DateTimeOffset To, string By, long Waiting, long Dead, AttemptFigures Total, IReadOnlyList<TypeFigures> ByType, IReadOnlyList<StepFigures> Steps);

/// <summary>Figures of attempts.</summary>
/// <param name="Attempts">How many were made.</param>
/// <param name="Accepted">How many were answered with 2xx.</param>
/// <param name="Retries">How many were not the first of their delivery.</param>
/// <param name="SuccessShare">Accepted of all, 0 to 1; null without attempts.</param>
/// <param name="P50Ms">Half of the attempts took at most this many milliseconds, to within 25 %.</param>
/// <param name="P95Ms">So did nineteen of twenty.</param>
/// <param name="Failures">How many failed for which cause, the most frequent first.</param>
internal sealed record AttemptFigures(long Attempts, long Accepted, long Retries, double? SuccessShare, int? P50Ms, int? P95Ms, IReadOnlyList<CauseCount> Failures);

/// <summary>Failures of one cause.</summary>
internal sealed record CauseCount(string Cause, long Count);

/// <summary>Figures of one event type.</summary>
internal sealed record TypeFigures(string Type, AttemptFigures Figures);

/// <summary>Figures of one hour or day.</summary>
/// <param name="At">Its beginning, UTC.</param>
internal sealed record StepFigures(DateTimeOffset At, AttemptFigures Figures);

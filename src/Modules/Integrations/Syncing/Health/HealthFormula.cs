namespace BookedBarber.Integrations.Syncing.Health;

/// <summary>How well a connection is, from 0 (does nothing) to 100 (well): a weighted sum of five parts, each from 0 to 1. Published in docs/guides/health.md.</summary>
/// <remarks>A part about which nothing is known is left out, and the others weigh more. Below 50 a connection is called unwell, from 80 on well.</remarks>
internal static class HealthFormula
{
    /// <summary>Weights of availability, errors, latency, lag and credential age; they sum to 1.</summary>
    public const double AvailabilityWeight = 0.35;
    public const double ErrorWeight = 0.25;
    public const double LatencyWeight = 0.10;
    public const double LagWeight = 0.20;
    public const double CredentialWeight = 0.10;

    /// <summary>Availability at which the part is 0: a vendor that is away for an hour a day. At 1 the part is 1.</summary>
    public const double WorstAvailability = 0.95;

    /// <summary>Share of failed records and messages at which the part is 0.</summary>
    public const double WorstErrorRate = 0.05;

    /// <summary>Mean time of a call, waiting for budgets and further attempts included, up to which the part is 1, and from which it is 0.</summary>
    public static readonly TimeSpan GoodLatency = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan WorstLatency = TimeSpan.FromSeconds(10);

    /// <summary>Lag is measured in intervals of the stream that lies furthest behind: up to two the part is 1, from ten on 0.</summary>
    public const double GoodLag = 2;
    public const double WorstLag = 10;

    /// <summary>Share of a credential's life up to which the part is 1; at its end it is 0.</summary>
    public const double GoodCredentialAge = 0.8;

    /// <param name="facts">What is known.</param>
    /// <returns>The score with its parts. Without any fact null.</returns>
    public static HealthScore? Of(HealthFacts facts)
    {
        (string Name, double? Value, double Weight)[] parts =
        [
            ("availability", Down(1 - facts.Availability, 0, 1 - WorstAvailability), AvailabilityWeight),
            ("errors", Down(facts.ErrorRate, 0, WorstErrorRate), ErrorWeight),
            ("latency", Down(facts.Latency?.TotalSeconds, GoodLatency.TotalSeconds, WorstLatency.TotalSeconds), LatencyWeight),
            ("lag", Down(facts.LagInIntervals, GoodLag, WorstLag), LagWeight),
            ("credential", Down(facts.CredentialAge, GoodCredentialAge, 1), CredentialWeight),
        ];
        var known = parts.Where(part => part.Value is not null).ToList();
        if (known.Count == 0)
        {
            return null;
        }

        var weight = known.Sum(part => part.Weight);
        var score = known.Sum(part => part.Value!.Value * part.Weight) / weight;
        return new HealthScore((int)Math.Round(score * 100, MidpointRounding.AwayFromZero), [.. known.Select(part => new HealthPart(part.Name, Math.Round(part.Value!.Value, 4), Math.Round(part.Weight / weight, 4)))]);
    }

    /// <summary>1 up to <paramref name="good"/>, 0 from <paramref name="worst"/> on, a straight line between.</summary>
    private static double? Down(double? value, double good, double worst) => value is { } known ? Math.Clamp((worst - known) / (worst - good), 0, 1) : null;
}

/// <summary>What is known of a connection over the last 24 hours; null: nothing.</summary>
/// <param name="Availability">Share of calls that the vendor answered, 0–1.</param>
/// <param name="ErrorRate">Share of calls, records and messages that failed for another reason than the vendor's absence, 0–1.</param>
/// <param name="Latency">Mean time of a call, waiting for budgets and further attempts included; history is left out.</param>
/// <param name="LagInIntervals">How far the stream that lies furthest behind is behind, in its own intervals.</param>
/// <param name="CredentialAge">Share of the credential's life that is over, 0–1; null also for one that does not end.</param>
internal sealed record HealthFacts(double? Availability, double? ErrorRate, TimeSpan? Latency, double? LagInIntervals, double? CredentialAge);

/// <summary>A score with its parts.</summary>
internal sealed record HealthScore(int Score, IReadOnlyList<HealthPart> Parts);

/// <summary>A part of a score.</summary>
/// <param name="Name">availability, errors, latency, lag or credential.</param>
/// <param name="Value">0 to 1.</param>
/// <param name="Weight">Its weight among the parts that are known.</param>
internal sealed record HealthPart(string Name, double Value, double Weight);

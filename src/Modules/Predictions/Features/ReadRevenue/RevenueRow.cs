namespace BookedBarber.Predictions.Features.ReadRevenue;

/// <summary>A forecast as it is stored.</summary>
internal sealed record RevenueRow
{
    public const string Columns =
        """
        r.node_id, r.currency, r.made_on, r.is_trial, r.id, r.run_id, r.model_id, r.known_from, r.known_days, r.mean, r.p05, r.p50, r.p95, r.naive, r.months, r.month_p05, r.month_p50, r.month_p95,
        r.total_p05, r.total_p50, r.total_p95
        """;

    public Guid NodeId { get; init; }

    public string Currency { get; init; } = string.Empty;

    public DateOnly MadeOn { get; init; }

    public bool IsTrial { get; init; }

    public Guid Id { get; init; }

    public Guid RunId { get; init; }

    public Guid ModelId { get; init; }

    public DateOnly KnownFrom { get; init; }

    public int KnownDays { get; init; }

    public double[] Mean { get; init; } = [];

    public float[] P05 { get; init; } = [];

    public float[] P50 { get; init; } = [];

    public float[] P95 { get; init; } = [];

    public float[] Naive { get; init; } = [];

    public DateOnly[] Months { get; init; } = [];

    public float[] MonthP05 { get; init; } = [];

    public float[] MonthP50 { get; init; } = [];

    public float[] MonthP95 { get; init; } = [];

    public double TotalP05 { get; init; }

    public double TotalP50 { get; init; }

    public double TotalP95 { get; init; }

    public string Method { get; init; } = string.Empty;

    public int Version { get; init; }

    /// <summary>Last day that is forecast.</summary>
    public DateOnly To => MadeOn.AddDays(Mean.Length - 1);
}

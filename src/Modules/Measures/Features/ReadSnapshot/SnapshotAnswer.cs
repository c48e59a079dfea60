namespace BookedBarber.Measures.Features.ReadSnapshot;

/// <summary>First and last local business day.</summary>
internal sealed record PeriodItem(DateOnly From, DateOnly To);

/// <summary>The location.</summary>
internal sealed record SnapshotLocation(Guid Id, string Name, string Code, string Currency, string TimeZone);

/// <summary>A point of a trend.</summary>
/// <param name="Period">2026-03-01, 2026-W09 or 2026-03.</param>
internal sealed record TrendValue(string Period, string? Value);

/// <summary>What moved a measure. The drivers of one kind of split sum exactly to its change.</summary>
/// <param name="Name">Stable name; what stands before the dot names the split, such as by_factor.visits or by_source.services.</param>
/// <param name="Title">For people.</param>
/// <param name="Effect">By how much it moved the value, in the measure's unit.</param>
/// <param name="Unit">money, count or percent (points).</param>
internal sealed record Driver(string Name, string Title, string Effect, string Unit);

/// <summary>A measure of the location.</summary>
/// <param name="Change">Against the comparison, as a ratio; while the period runs, of its days that are over, like the drivers.</param>
/// <param name="Target">Set for the location or, for shares and averages, above it.</param>
/// <param name="PeerPercentile">0–100 among peers, 100 is best; null for fewer than ten peers and for measures over clients.</param>
/// <param name="PeerGroup">Age class and currency.</param>
internal sealed record SnapshotMeasure(
    string Measure, string Title, string Unit, string Direction, string? Value, string? Comparison, string? Change, string? Target,
    string? PeerPercentile, string? PeerGroup, int? PeerSize, IReadOnlyList<TrendValue> Trend, IReadOnlyList<Driver> Drivers);

/// <summary>A location in a period.</summary>
/// <param name="Band">By net sales among its peers.</param>
/// <param name="Outlook">What is to come, whatever the period; null where nobody forecasts.</param>
internal sealed record SnapshotAnswer(DateTimeOffset AsOf, SnapshotLocation Location, PeriodItem Period, PeriodItem? Comparison, string? Band, IReadOnlyList<SnapshotMeasure> Measures, OutlookItem? Outlook);

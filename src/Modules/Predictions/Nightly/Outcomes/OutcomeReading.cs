using BookedBarber.Algorithms.Attendance;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Nightly.Outcomes;

/// <summary>Reads sums of outcomes and judges them.</summary>
internal sealed class OutcomeReading(IDatabase database)
{
    /// <summary>Fewer outcomes tell nothing of chances.</summary>
    public const int Fewest = 100;

    private const int MonthsShown = 12;

    // How it has been lately: enough months for a small network, few enough to show what has changed.
    private const int MonthsJudged = 3;

    private sealed record Row
    {
        public DateOnly Month { get; init; }

        public int Band { get; init; }

        public long Cases { get; init; }

        public long Happened { get; init; }

        public double Said { get; init; }

        public double Variance { get; init; }

        public double Squares { get; init; }

        public ProbabilityBand Sum => new(Cases, Happened, Said, Variance, Squares);
    }

    /// <summary>What came of chances lately.</summary>
    /// <param name="Kind">Which chances.</param>
    /// <param name="From">First month judged; null where nothing is over.</param>
    /// <param name="To">Last month judged.</param>
    /// <param name="Bands">One sum for each band of the kind, lowest first.</param>
    /// <param name="Judgement">Null with fewer than <see cref="Fewest"/> outcomes.</param>
    /// <param name="Months">The last twelve with outcomes, the oldest first, each over all bands.</param>
    public sealed record Judged(OutcomeKind Kind, DateOnly? From, DateOnly? To, IReadOnlyList<ProbabilityBand> Bands, ProbabilityJudgement? Judgement, IReadOnlyList<(DateOnly Month, ProbabilityBand Sum)> Months)
    {
        public long Cases => Bands.Sum(band => band.Cases);
    }

    /// <summary>Judges the latest three months with outcomes.</summary>
    /// <param name="network">The network.</param>
    /// <param name="locations">Which locations; null for all.</param>
    /// <param name="kind">Which chances.</param>
    /// <param name="today">The network's day.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Judged> ReadAsync(NetworkId network, IReadOnlyList<Guid>? locations, OutcomeKind kind, DateOnly today, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        var rows = await session.QueryAsync<Row>(
            """
            select month, band::int as band, sum(cases)::bigint as cases, sum(happened)::bigint as happened, sum(said) as said, sum(variance) as variance, sum(squares) as squares from predictions.outcome
            where network_id = @network and kind = @Kind and month >= @From and (@Locations::uuid[] is null or location_id = any(@Locations))
            group by month, band order by month, band
            """,
            new { network, Kind = kind.Name, From = OutcomesPart.MonthOf(today).AddMonths(-MonthsShown), Locations = locations?.ToArray() },
            cancellationToken);
        var months = rows.GroupBy(row => row.Month).Select(month => (month.Key, month.Aggregate(default(ProbabilityBand), (sum, row) => sum + row.Sum))).TakeLast(MonthsShown).ToList();
        var judged = months.TakeLast(MonthsJudged).Select(month => month.Key).ToList();
        var bands = new ProbabilityBand[kind.Bands];
        foreach (var row in rows.Where(row => judged.Contains(row.Month)))
        {
            bands[row.Band] += row.Sum;
        }

        return new Judged(kind, judged.Count == 0 ? null : judged[0], judged.Count == 0 ? null : judged[^1], bands, bands.Sum(band => band.Cases) < Fewest ? null : ProbabilityJudgement.Of(bands), months);
    }
}

namespace BookedBarber.Operations.Demo;

/// <summary>What a demo network follows from, entirely: the same size gives the same records, in whatever order they are made.</summary>
/// <param name="Locations">Number of shops, 1–20,000.</param>
/// <param name="Days">Length of the history in days, 1–3,650.</param>
/// <param name="Seed">Another seed, other people and figures.</param>
/// <param name="EndDay">Last day of the history: the day on which the demo was made, in UTC.</param>
internal sealed record DemoSize(int Locations, int Days, long Seed, DateOnly EndDay)
{
    /// <summary>Usual number of shop-days up to which every sale is made: 40 shops × 730 days are 29,200, at some 12 sales each; far beyond, single sales would take hours to load.</summary>
    public const long UsualDetail = 200_000;

    /// <summary>Shop-days up to which every sale is made.</summary>
    public long DetailedShopDays { get; init; } = UsualDetail;

    public DateOnly FirstDay => EndDay.AddDays(1 - Days);

    /// <summary>So large that shops hold day totals instead of single sales.</summary>
    public bool KeepsDayTotals => (long)Locations * Days > DetailedShopDays;

    /// <summary>The last days, as a part of the history.</summary>
    public (DateOnly From, DateOnly To) StoryDays(int days) => (EndDay.AddDays(1 - days), EndDay);

    /// <summary>The seed of something that is named by numbers.</summary>
    public ulong SeedFor(ulong what, ulong which = 0) => RandomStream.SeedFor(unchecked((ulong)Seed), (ulong)FirstDay.DayNumber, (ulong)Locations, what, which);
}

namespace BookedBarber.Operations.Demo;

/// <summary>How the history is cut for loading: the last 60 days first, then a year at a time, newest first.</summary>
internal static class DemoParts
{
    private const int RecentDays = 60;
    private const int DaysPerPart = 365;

    /// <param name="Number">0 for the newest.</param>
    public readonly record struct Part(int Number, DateOnly From, DateOnly To)
    {
        public bool IsNewest => Number == 0;
    }

    public static IReadOnlyList<Part> Of(DemoSize size)
    {
        if (size.KeepsDayTotals)
        {
            return [new Part(0, size.EndDay.AddDays(-1), size.EndDay)];
        }

        var parts = new List<Part>();
        var to = size.EndDay;
        while (to >= size.FirstDay)
        {
            var from = to.AddDays(1 - (parts.Count == 0 ? RecentDays : DaysPerPart));
            parts.Add(new Part(parts.Count, from > size.FirstDay ? from : size.FirstDay, to));
            to = from.AddDays(-1);
        }

        return parts;
    }

    /// <summary>The months that a very large network holds as day totals, newest first; numbers follow those of <see cref="Of"/>. Today has no total yet.</summary>
    public static IReadOnlyList<Part> MonthsOfTotals(DemoSize size)
    {
        var parts = new List<Part>();
        for (var to = size.EndDay.AddDays(-1); size.KeepsDayTotals && to >= size.FirstDay; to = parts[^1].From.AddDays(-1))
        {
            var from = new DateOnly(to.Year, to.Month, 1);
            parts.Add(new Part(parts.Count + 1, from > size.FirstDay ? from : size.FirstDay, to));
        }

        return parts;
    }
}

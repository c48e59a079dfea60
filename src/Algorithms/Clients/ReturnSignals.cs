namespace BookedBarber.Algorithms.Clients;

/// <summary>What a client's history shows beyond the counts that visit models know.</summary>
internal static class ReturnSignals
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "overdue against own rhythm", "visits", "time away", "irregularity", "visits lately", "time between the last two visits", "age", "mean amount", "last amount", "amount of all visits",
        "visits in 4 weeks", "visits in 8 weeks", "visits in 13 weeks", "visits in 26 weeks", "overdue against longest gap", "overdue against median gap", "one visit only",
    ];

    /// <summary>The signals, all finite, in the order of <see cref="Names"/>.</summary>
    public static double[] Of(ClientVisits client, DateOnly asOf)
    {
        var gaps = client.Days.Skip(1).Zip(client.Days, (later, earlier) => (double)(later.DayNumber - earlier.DayNumber)).ToArray();
        var away = asOf.DayNumber - client.Days[^1].DayNumber;
        var age = asOf.DayNumber - client.Days[0].DayNumber;
        var mean = gaps.Length == 0 ? 0 : gaps.Average();
        var spread = gaps.Length < 2 ? 0 : Math.Sqrt(gaps.Average(gap => (gap - mean) * (gap - mean))) / mean;
        var lately = client.Days.Count(day => asOf.DayNumber - day.DayNumber < age / 3.0);
        (double Mean, double Last, double Sum) amounts = client.Amounts.Count == 0 ? (0, 0, 0) : (client.Amounts.Average(), client.Amounts[^1], client.Amounts.Sum());
        return
        [
            gaps.Length == 0 ? 0 : Math.Log((away + 1) / (mean + 1)),
            Math.Log(client.Days.Count),
            Math.Log(away + 1),
            spread,
            Math.Log(lately + 1),
            gaps.Length == 0 ? 0 : Math.Log(gaps[^1] / mean),
            Math.Log(age + 1),
            Math.Log(Math.Max(0, amounts.Mean) + 1),
            Math.Log(Math.Max(0, amounts.Last) + 1),
            Math.Log(Math.Max(0, amounts.Sum) + 1),
            Within(client, asOf, 28),
            Within(client, asOf, 56),
            Within(client, asOf, 91),
            Within(client, asOf, 182),
            gaps.Length == 0 ? 0 : Math.Log((away + 1) / (gaps.Max() + 1)),
            gaps.Length == 0 ? 0 : Math.Log((away + 1) / (gaps.Order().ElementAt(gaps.Length / 2) + 1)),
            gaps.Length == 0 ? 1 : 0,
        ];
    }

    private static double Within(ClientVisits client, DateOnly asOf, int days) => Math.Log(1 + client.Days.Count(day => asOf.DayNumber - day.DayNumber < days));
}

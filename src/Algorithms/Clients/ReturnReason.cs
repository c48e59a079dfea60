namespace BookedBarber.Algorithms.Clients;

/// <summary>Says in plain words what a client's history shows.</summary>
public static class ReturnReason
{
    /// <summary>One sentence on the client's rhythm and the time since the last visit.</summary>
    /// <param name="client">At least one visit, none after the day of judgement.</param>
    /// <param name="asOf">Day of judgement.</param>
    public static string Of(ClientVisits client, DateOnly asOf)
    {
        var away = asOf.DayNumber - client.Days[^1].DayNumber;
        if (Lapse.UsualInterval(client) is not { } usual)
        {
            var lapsed = Lapse.IsLapsed(client, asOf) ? FormattableString.Invariant($" More than {Lapse.DefaultDays} days: lapsed.") : string.Empty;
            return client.Days.Count == 1
                ? $"Came once, {Ago(away)}; without a second visit there is no rhythm to go by.{lapsed}"
                : $"Came twice, {Span(client.Days[1].DayNumber - client.Days[0].DayNumber)} apart; the last visit was {Ago(away)}.{lapsed}";
        }

        var rhythm = $"Usually comes every {Span((int)Math.Round(usual))}; the last visit was {Ago(away)}";
        return (away / usual) switch
        {
            < 1 => $"{rhythm}, so the next one is not due yet.",
            < 1.5 => $"{rhythm}: about due.",
            <= 2 => $"{rhythm}: overdue.",
            var times => FormattableString.Invariant($"{rhythm}, {times:0.#} times the usual: lapsed."),
        };
    }

    private static string Ago(int days) => days == 0 ? "today" : $"{Span(days)} ago";

    private static string Span(int days) => days switch
    {
        1 => "1 day",
        < 14 => FormattableString.Invariant($"{days} days"),
        < 70 => FormattableString.Invariant($"{Math.Round(days / 7.0)} weeks"),
        _ => FormattableString.Invariant($"{Math.Round(days / 30.4)} months"),
    };
}

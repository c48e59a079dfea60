using BookedBarber.Algorithms.Clients;
using BookedBarber.Predictions.Inputs;

namespace BookedBarber.Predictions.Nightly.Clients;

/// <summary>What is to be expected of one client, and what to do about it.</summary>
internal sealed record ClientOutlook(VisitingClient Client, ClientReturn Return, double? UsualGap, bool IsLapsed, decimal ValueToDate, decimal? ValueAhead, decimal ValueAtRisk, string Step)
{
    // DEF-09.
    public const int Months = 36;

    /// <summary>Puts together what is told of a client.</summary>
    /// <param name="client">The client.</param>
    /// <param name="told">What the next 90 days are expected to bring.</param>
    /// <param name="byMonth">Visits expected in each of the next 36 months; null where too few clients are known to tell.</param>
    /// <param name="asOf">The last day that is known.</param>
    /// <param name="contribution">Share of net sales that is left after what a visit costs.</param>
    /// <param name="discount">By how much a month's delay makes money worth less.</param>
    public static ClientOutlook Of(VisitingClient client, ClientReturn told, double[]? byMonth, DateOnly asOf, double contribution, double discount)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(told);
        var days = client.Visits.Days;
        var away = asOf.DayNumber - days[^1].DayNumber;
        var (usual, lapsed) = (Lapse.UsualInterval(client.Visits), Lapse.IsLapsed(client.Visits, asOf));
        var spend = double.IsFinite(told.SpendPerVisit) ? Math.Max(0, told.SpendPerVisit) : double.NaN;
        var ahead = byMonth is null || double.IsNaN(spend)
            ? (decimal?)null
            : (decimal)Math.Round(byMonth.Take(Months).Select((visits, month) => visits * spend * contribution / Math.Pow(1 + discount, month)).Sum(), 2);

        // What the usual rhythm would bring in 90 days, were the client to come, times the chance that they do not.
        var atRisk = double.IsNaN(spend) ? 0 : (decimal)Math.Round(told.ProbabilityOfNoVisit * spend * 90 / Math.Max(usual ?? 45, 7), 2);
        return new ClientOutlook(client, told, usual, lapsed, (decimal)Math.Round(client.Visits.Amounts.Sum(), 2), ahead, atRisk, StepOf(days.Count, away, usual, lapsed, told.ProbabilityOfNoVisit));
    }

    // A step that fits the state: nobody who is not due is written to, and nobody who has been away for a year is called.
    private static string StepOf(int visits, int away, double? usual, bool lapsed, double none) => (visits, lapsed) switch
    {
        (_, true) when away > 365 => "let_go",
        ( < Lapse.VisitsOfARhythm, true) => "win_back_offer",
        (_, true) => "personal_call",
        (1, false) when none >= 0.5 => "second_visit_offer",
        _ when usual is { } gap && away > 1.25 * gap => "reminder",
        _ when none >= 0.5 => "reminder",
        _ => "none",
    };
}

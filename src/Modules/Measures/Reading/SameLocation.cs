using BookedBarber.Measures.Domain;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Reading;

/// <summary>A location that is left out of same-location growth, and why.</summary>
internal sealed record ExcludedLocation(Node Location, string Reason);

/// <summary>Same-location growth (DEF-10) of one currency.</summary>
/// <param name="Growth">Current ÷ prior − 1; null when nothing can be compared.</param>
internal sealed record SameLocationGrowth(decimal? Growth, decimal Current, decimal Prior, IReadOnlyList<Node> Included, IReadOnlyList<ExcludedLocation> Excluded);

internal static class SameLocation
{
    private const int FullMonths = 13;

    /// <summary>Compares the locations that were open through both periods.</summary>
    /// <param name="locations">The locations in question.</param>
    /// <param name="currency">Only locations that trade in it can be summed in constant currency.</param>
    /// <param name="current">Figures of the period.</param>
    /// <param name="prior">Figures of the year before.</param>
    public static SameLocationGrowth Of(IEnumerable<Node> locations, string currency, LocationFigures current, LocationFigures prior)
    {
        var included = new List<Node>();
        var excluded = new List<ExcludedLocation>();
        var (now, then) = (0m, 0m);
        foreach (var location in locations)
        {
            if (!current.Locations.TryGetValue(location.Id.Value, out var today) || !prior.Locations.TryGetValue(location.Id.Value, out var before))
            {
                continue;
            }

            if (Reason(today, before, currency, current.Period, prior.Period) is { } reason)
            {
                excluded.Add(new ExcludedLocation(location, reason));
                continue;
            }

            included.Add(location);
            now += today.Sums[Fact.NetSales];
            then += before.Sums[Fact.NetSales];
        }

        return new SameLocationGrowth(then > 0 ? (now / then) - 1 : null, now, then, included, excluded);
    }

    /// <summary>Whether a location has been open for less than 13 full months at a period's end.</summary>
    public static bool IsYoung(DateOnly? openSince, DateOnly periodEnd) => openSince is { } day && day.AddMonths(FullMonths) > periodEnd.AddDays(1);

    private static string? Reason(LocationFigure today, LocationFigure before, string currency, Period current, Period prior) => today switch
    {
        { Node.Currency.Code: var own } when own != currency => "other_currency",
        { OpenSince: null } => "not_open",
        { OpenSince: { } day } when day > prior.From => "not_open_through_prior_period",
        { OpenSince: var day } when IsYoung(day, current.To) => "open_less_than_13_months",
        { Node.ClosedOn: { } closed } when closed < current.To => "closed",
        _ when !before.HasCells => "no_sales_in_prior_period",
        _ when !today.HasCells => "no_sales_in_period",
        _ when before.IsInterrupted || today.IsInterrupted => "interrupted",
        _ => null,
    };
}

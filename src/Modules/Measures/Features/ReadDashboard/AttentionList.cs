using BookedBarber.Measures.Domain;
using BookedBarber.Measures.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Features.ReadDashboard;

/// <summary>Locations that need somebody, the costliest first; each location once, with its gravest reason.</summary>
internal static class AttentionList
{
    private const int Most = 10;

    // A drop that a shop's own weeks do not make by chance, and a network's owner would want to know of.
    private const decimal Fall = -0.10m;
    private const decimal HighNoShows = 10m;
    private const decimal LowUtilisation = 35m;
    private const int SilentDays = 3;

    // Less than a week is chance: a wet Tuesday, one barber ill.
    private const int JudgedDays = 7;

    private static readonly MeasureDefinition NetSales = Catalogue.Get("net_sales");
    private static readonly MeasureDefinition Visits = Catalogue.Get("visits");
    private static readonly MeasureDefinition NoShowRate = Catalogue.Get("no_show_rate");
    private static readonly MeasureDefinition Utilisation = Catalogue.Get("barber_utilisation");

    /// <summary>Judges the locations.</summary>
    /// <param name="networkNoShowRate">The rate of all locations together, to tell a shop's trouble from the trade's.</param>
    public static IReadOnlyList<AttentionItem> Of(IEnumerable<Node> locations, LocationFigures current, LocationFigures? before, decimal? networkNoShowRate, DateOnly today) =>
        [.. locations
            .Where(location => location.Status == "open" && current.Locations.ContainsKey(location.Id.Value))
            .Select(location => Judge(location, current, before, networkNoShowRate, today))
            .OfType<(decimal Weight, AttentionItem Item)>()
            .OrderByDescending(found => found.Weight)
            .Take(Most)
            .Select(found => found.Item)];

    private static (decimal Weight, AttentionItem Item)? Judge(Node location, LocationFigures current, LocationFigures? before, decimal? networkNoShowRate, DateOnly today)
    {
        var id = location.Id.Value;
        var figure = current.Locations[id];
        var then = before?.Locations.GetValueOrDefault(id) is { HasCells: true } known && !SameLocation.IsYoung(known.OpenSince, before.Period.To) ? known : null;
        if (!figure.HasCells)
        {
            // A shop that was selling and fell silent; a period that has only begun says nothing yet.
            return then is not null && Math.Min(current.Period.To.DayNumber, today.DayNumber - 1) - current.Period.From.DayNumber + 1 >= SilentDays
                ? (then.Sums[Fact.NetSales], Item(location, "no_data", $"{location.Name} has sent nothing in this period.", NetSales, null, then.Sums[Fact.NetSales]))
                : null;
        }

        if (current.Period.Days < JudgedDays)
        {
            return null;
        }

        var (sales, visits) = (figure.Sums[Fact.NetSales], figure.Sums[Fact.Visits]);
        if (then is not null && MeasureFormat.ChangeOf(sales, then.Sums[Fact.NetSales]) is <= Fall and var change)
        {
            return (then.Sums[Fact.NetSales] - sales, Item(location, "falling_sales", $"Net sales of {location.Name} are {Spoken.Percent(-100 * change)} below the comparison: {Spoken.Money(sales, location.Currency.Code)} after {Spoken.Money(then.Sums[Fact.NetSales], location.Currency.Code)}.", NetSales, sales, then.Sums[Fact.NetSales]));
        }

        if (NoShowRate.Evaluate(figure.Sums) is >= HighNoShows and var rate && rate >= 1.5m * (networkNoShowRate ?? 0))
        {
            return (sales * rate / 100, Item(location, "no_show_high", $"{Spoken.Percent(rate)} of the bookings due at {location.Name} were no-shows; {(networkNoShowRate is { } usual ? $"{Spoken.Percent(usual)} is usual here" : "that is one in ten or more")}.", NoShowRate, rate, networkNoShowRate));
        }

        if (then is not null && MeasureFormat.ChangeOf(visits, then.Sums[Fact.Visits]) is <= Fall and var fewer)
        {
            return (-fewer * sales, Item(location, "falling_visits", $"{location.Name} had {Spoken.Percent(-100 * fewer)} fewer visits than in the comparison: {Spoken.Count(visits)} after {Spoken.Count(then.Sums[Fact.Visits])}.", Visits, visits, then.Sums[Fact.Visits]));
        }

        return Utilisation.Evaluate(figure.Sums) is <= LowUtilisation and var busy
            ? (sales * (LowUtilisation - busy) / 100, Item(location, "low_utilisation", $"Barbers at {location.Name} were busy for {Spoken.Percent(busy)} of their scheduled time.", Utilisation, busy, then is null ? null : Utilisation.Evaluate(then.Sums)))
            : null;
    }

    private static AttentionItem Item(Node location, string reason, string sentence, MeasureDefinition measure, decimal? value, decimal? comparison) =>
        new(location.Id.Value, location.Name, reason, sentence, measure.Name, MeasureFormat.Text(measure, value, location.Currency.Code), MeasureFormat.Text(measure, comparison, location.Currency.Code));
}

using System.Globalization;
using BookedBarber.Measures.Domain;
using BookedBarber.Measures.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Features.ReadDashboard;

/// <summary>Net sales of a period, and of its days that are over with what they compare with.</summary>
internal sealed record SalesSoFar(decimal? Whole, decimal? Over, decimal? Comparison, bool IsRunning, ComparisonGap Gap);

/// <summary>What a person would say after looking at the figures: how much, who made it, who needs somebody. Every number is computed.</summary>
internal static class Sentences
{
    // "Seven shops make 60 % of the gain" is said of the fewest shops that reach this share.
    private const decimal ShareTold = 0.6m;

    public static IReadOnlyList<string> Of(
        Node node, Period period, Comparing comparing, SalesSoFar sales, IReadOnlyList<Node> locations, LocationFigures? current, LocationFigures? before, IReadOnlyList<AttentionItem> attention) =>
        [.. new[] { HowMuch(node, period, comparing, sales), sales.Gap.IsWide ? null : Who(node, locations, current, before), Needs(attention, locations.Count) }.OfType<string>()];

    private static string HowMuch(Node node, Period period, Comparing comparing, SalesSoFar netSales)
    {
        if (netSales.Whole is not { } sales || sales == 0)
        {
            return $"{node.Name} has no net sales {When(period)}.";
        }

        var than = comparing == Comparing.Year ? "the same days last year" : "the period before";
        var (amount, joint) = netSales.IsRunning ? ($"{Spoken.Money(sales, node.Currency.Code)} so far", "; up to yesterday they are") : (Spoken.Money(sales, node.Currency.Code), ",");
        if (netSales.Gap is { IsWide: true, Missing: var missing })
        {
            return $"Net sales {When(period)} are {amount}; {Shops(missing)} that {(missing == 1 ? "was" : "were")} open {(missing == 1 ? "has" : "have")} no records of {than}, so there is no comparison.";
        }

        return MeasureFormat.ChangeOf(netSales.Over, netSales.Comparison) switch
        {
            null => $"Net sales {When(period)} are {amount}.",
            { } change when Math.Abs(change) < 0.0005m => $"Net sales {When(period)} are {amount}{joint} level with {than}.",
            { } change => $"Net sales {When(period)} are {amount}{joint} {Spoken.Percent(Math.Abs(100 * change))} {(change > 0 ? "above" : "below")} {than}.",
        };
    }

    private static string? Who(Node node, IReadOnlyList<Node> locations, LocationFigures? current, LocationFigures? before)
    {
        if (current is null || before is null || node.Kind == NodeKind.Location)
        {
            return null;
        }

        var changes = locations
            .Where(location => location.Currency == node.Currency)
            .Select(location => (Now: current.Locations.GetValueOrDefault(location.Id.Value), Then: before.Locations.GetValueOrDefault(location.Id.Value)))
            .Where(pair => pair.Now is not null && pair.Then is not null && (pair.Now.HasCells || pair.Then.HasCells))
            .Select(pair => pair.Now!.Sums[Fact.NetSales] - pair.Then!.Sums[Fact.NetSales])
            .ToList();
        var up = changes.Sum() >= 0;
        var parts = changes.Where(change => up ? change > 0 : change < 0).Select(Math.Abs).OrderDescending().ToList();
        if (parts.Count == 0 || changes.Count < 2)
        {
            return null;
        }

        var (whole, sum, count) = (parts.Sum(), 0m, 0);
        while (sum < ShareTold * whole)
        {
            sum += parts[count++];
        }

        var others = changes.Count(change => up ? change < 0 : change > 0);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Shops(count)} of {changes.Count} {(count == 1 ? "makes" : "make")} {100 * sum / whole:0}% of the {(up ? "gain" : "loss")}; {(others == 0 ? "none" : Spoken.Count(others))} {(others == 1 ? "is" : "are")} {(up ? "below" : "above")} the comparison.");
    }

    private static string Needs(IReadOnlyList<AttentionItem> attention, int locations) => attention switch
    {
        [] => locations == 1 ? "Nothing here needs attention." : "No shop needs attention.",
        [var only] => only.Sentence,
        [var first, var second] => $"2 shops need you: {first.Name} and {second.Name}.",
        [var first, var second, ..] => string.Create(CultureInfo.InvariantCulture, $"{attention.Count} shops need you, first of all {first.Name} and {second.Name}."),
    };

    private static string When(Period period) => (period.From.Day == 1 && period.To == period.From.AddMonths(1).AddDays(-1), period.Days) switch
    {
        (true, _) => $"in {period.From.ToString("MMMM yyyy", CultureInfo.InvariantCulture)}",
        (_, 1) => $"on {Day(period.From)}",
        _ => $"from {(period.From.Year == period.To.Year ? period.From.ToString("d MMMM", CultureInfo.InvariantCulture) : Day(period.From))} to {Day(period.To)}",
    };

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Shops(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "shop" : "shops")}");
}

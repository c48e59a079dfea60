using System.Globalization;
using BookedBarber.Algorithms;
using BookedBarber.Measures.Domain;

namespace BookedBarber.Measures.Features.ReadSnapshot;

/// <summary>Splits the change of a measure into what moved it. Every split sums exactly to value − comparison as they are shown.</summary>
internal static class Drivers
{
    public static IReadOnlyList<Driver> Of(MeasureDefinition measure, FactSums now, FactSums then, string currency)
    {
        if (measure.Evaluate(now) is not { } value || measure.Evaluate(then) is not { } before)
        {
            return [];
        }

        var change = MeasureFormat.Rounded(measure, value, currency) - MeasureFormat.Rounded(measure, before, currency);
        return measure switch
        {
            { Name: "net_sales" } => [.. ByFactor(measure, now, then, currency), .. BySource(measure, now, then, currency, perVisit: false, change)],
            { Name: "visits" } => ByClient(measure, now, then),
            { Name: "average_ticket" } => BySource(measure, now, then, currency, perVisit: true, change),
            { Computation: RatioOf { Scale: 100 } ratio } when ratio.AtMost is null || (value < ratio.AtMost && before < ratio.AtMost) => ByPart(measure, ratio, now, then, change),
            _ => [],
        };
    }

    private static List<Driver> ByFactor(MeasureDefinition measure, FactSums now, FactSums then, string currency)
    {
        var (after, before) = (MeasureFormat.Rounded(measure, now[Fact.NetSales], currency), MeasureFormat.Rounded(measure, then[Fact.NetSales], currency));
        if (now[Fact.Visits] <= 0 || then[Fact.Visits] <= 0)
        {
            return [];
        }

        var (visits, ticket) = ProductChange.Split(before, after, then[Fact.Visits], now[Fact.Visits], MeasureFormat.Digits(measure, currency));
        return [Item(measure, "by_factor.visits", "More or fewer visits", visits, currency), Item(measure, "by_factor.average_ticket", "Larger or smaller ticket", ticket, currency)];
    }

    // Day totals are not split by kind; whatever is not services or products is theirs, and takes what rounding leaves.
    private static List<Driver> BySource(MeasureDefinition measure, FactSums now, FactSums then, string currency, bool perVisit, decimal change)
    {
        decimal Part(FactSums sums, decimal amount) => perVisit ? amount / sums[Fact.Visits] : amount;
        decimal Products(FactSums sums) => sums[Fact.ProductSales] - sums[Fact.ProductDiscounts] - sums[Fact.ProductRefunds];
        var services = MeasureFormat.Rounded(measure, Part(now, now[Fact.NetServiceSales]) - Part(then, then[Fact.NetServiceSales]), currency);
        var products = MeasureFormat.Rounded(measure, Part(now, Products(now)) - Part(then, Products(then)), currency);
        var hasTotals = now[Fact.NetSales] - now[Fact.NetServiceSales] - Products(now) != 0 || then[Fact.NetSales] - then[Fact.NetServiceSales] - Products(then) != 0;
        return hasTotals
            ? [
                Item(measure, "by_source.services", "Services", services, currency),
                Item(measure, "by_source.products", "Products", products, currency),
                Item(measure, "by_source.day_totals", "Day totals", change - services - products, currency),
              ]
            : [Item(measure, "by_source.services", "Services", change - products, currency), Item(measure, "by_source.products", "Products", products, currency)];
    }

    private static List<Driver> ByClient(MeasureDefinition measure, FactSums now, FactSums then)
    {
        decimal Change(Func<FactSums, decimal> count) => count(now) - count(then);
        return
        [
            Item(measure, "by_client.new", "New clients", Change(sums => sums[Fact.NewClients]), null),
            Item(measure, "by_client.returning", "Returning clients", Change(sums => sums[Fact.KnownVisits] - sums[Fact.NewClients]), null),
            Item(measure, "by_client.unnamed", "Clients without a name", Change(sums => sums[Fact.Visits] - sums[Fact.KnownVisits]), null),
        ];
    }

    private static List<Driver> ByPart(MeasureDefinition measure, RatioOf ratio, FactSums now, FactSums then, decimal change)
    {
        decimal Numerator(FactSums sums) => ratio.Numerator.Sum(fact => sums[fact]);
        decimal Denominator(FactSums sums) => ratio.Denominator.Sum(fact => sums[fact]) - ratio.Less.Sum(fact => sums[fact]);
        var effect = MeasureFormat.Rounded(measure, 100 * (Numerator(now) - Numerator(then)) * ((1 / Denominator(now)) + (1 / Denominator(then))) / 2, null);
        var (part, whole) = measure.Name switch
        {
            "barber_utilisation" => ("Time with a client", "Scheduled time"),
            "chair_utilisation" => ("Occupied time", "Open chair time"),
            "no_show_rate" => ("No-shows", "Bookings due"),
            "late_cancel_rate" => ("Late cancellations", "Bookings due"),
            _ => ("Visits rebooked", "Completed visits"),
        };
        return [Item(measure, "by_part.part", part, effect, null), Item(measure, "by_part.whole", whole, change - effect, null)];
    }

    private static Driver Item(MeasureDefinition measure, string name, string title, decimal effect, string? currency) =>
        new(name, title, effect.ToString("F" + MeasureFormat.Digits(measure, currency).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), MeasureFormat.UnitName(measure.Unit));
}

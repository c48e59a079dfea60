using System.Globalization;
using BookedBarber.Algorithms.Changes;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Nightly.Prices;
using BookedBarber.Predictions.Runs;
using BookedBarber.Shared;

namespace BookedBarber.Predictions.Nightly.Findings;

/// <summary>Finds shops that changed their prices against the others, and sizes what it did to their units.</summary>
internal sealed class PriceChanges(PriceReader reader, INetworkTree tree) : IFinder
{
    private const int Weeks = 40;
    private const int Together = 400;
    private const int LeastSide = 4;
    private const double LeastChange = 0.04;
    private const double LeastStrength = 8;
    private const int LeastUnits = 10;

    public async Task<IReadOnlyList<Found>> FindAsync(PredictionRun run, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        var monday = run.Today.AddDays(-(((int)run.Today.DayOfWeek + 6) % 7));
        var from = monday.AddDays(-7 * Weeks);
        var found = new List<Found>();
        foreach (var part in tree.LocationsUnder(run.Network, [NodeId.Root(run.Network)]).Select(location => location.Id.Value).Chunk(Together))
        {
            var weeks = await reader.ReadAsync(run.Network, part, from, monday, cancellationToken);
            var shops = weeks.GroupBy(one => one.LocationId).Select(group => (group.Key, Price: Index(group, from), Units: Units(group, from))).ToList();
            var (price, units) = (Common([.. shops.Select(shop => shop.Price)]), Common([.. shops.Select(shop => shop.Units)]));
            var own = shops.ConvertAll(shop => Less(shop.Units, units));
            found.AddRange(shops.Select((shop, at) => Of(shop.Key, Less(shop.Price, price), own, at, shop.Units, from)).OfType<Found>());
        }

        return found;
    }

    // The shop's price level: each service's price against its own mean, weighted by what it sells.
    private static double[] Index(IEnumerable<ServiceWeek> weeks, DateOnly from)
    {
        var lines = weeks.GroupBy(one => one.Service).ToDictionary(line => line.Key, line => (Mean: line.Average(one => Math.Log(one.Price)), Units: line.Sum(one => one.Units)));
        var sums = new (double Value, double Weight)[Weeks];
        foreach (var one in weeks.Where(one => lines[one.Service].Units >= LeastUnits))
        {
            var (week, weight) = ((one.Week.DayNumber - from.DayNumber) / 7, lines[one.Service].Units);
            sums[week] = (sums[week].Value + (weight * (Math.Log(one.Price) - lines[one.Service].Mean)), sums[week].Weight + weight);
        }

        return Array.ConvertAll(sums, sum => sum.Weight > 0 ? sum.Value / sum.Weight : double.NaN);
    }

    private static double[] Units(IEnumerable<ServiceWeek> weeks, DateOnly from)
    {
        var sums = new double[Weeks];
        foreach (var one in weeks)
        {
            sums[(one.Week.DayNumber - from.DayNumber) / 7] += one.Units;
        }

        return Array.ConvertAll(sums, sum => sum > 0 ? Math.Log(sum) : double.NaN);
    }

    private static double[] Common(List<double[]> series)
    {
        var means = series.ConvertAll(values => values.Where(double.IsFinite).DefaultIfEmpty(0).Average());
        return [.. Enumerable.Range(0, Weeks).Select(week =>
        {
            var sorted = series.Select((values, at) => values[week] - means[at]).Where(double.IsFinite).Order().ToList();
            return sorted.Count == 0 ? 0 : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        })];
    }

    private static double[] Less(double[] own, double[] common) => [.. own.Zip(common, (mine, all) => mine - all)];

    private Found? Of(Guid shop, double[] price, List<double[]> all, int at, double[] logUnits, DateOnly from)
    {
        if (ChangeFinder.Find(price, LeastSide, LeastStrength) is not { IsStep: true } change || Math.Abs(Math.Exp(change.Size) - 1) < LeastChange || tree.Find(new NodeId(shop)) is not { } node)
        {
            return null;
        }

        var since = from.AddDays(7 * change.At);
        var units = all[at];
        var (before, after) = (Part(units, 0, change.At), Part(units, change.At, units.Length));
        if (before.Length < LeastSide || after.Length < LeastSide)
        {
            return null;
        }

        var effect = after.Average() - before.Average();
        var error = Math.Sqrt((Variance(before) / before.Length) + (Variance(after) / after.Length));
        var response = ChangeFinder.AgainstChance(
            new SeriesChange(true, change.At, effect, effect - (1.645 * error), effect + (1.645 * error), Math.Abs(effect) / Math.Max(1e-9, error)), all.Where((_, other) => other != at), LeastSide);
        var (size, moved, low, high) = (Math.Exp(change.Size) - 1, Math.Exp(effect) - 1, Math.Exp(response.Low) - 1, Math.Exp(response.High) - 1);
        return new Found(
            "price_change", shop, string.Empty, since, Math.Min(1, Math.Abs(size) / 0.15), size > 0 ? "A price rise and what it did" : "A price cut and what it did",
            string.Create(CultureInfo.InvariantCulture, $"{node.Name} {(size > 0 ? "raised" : "cut")} its prices by {Math.Abs(size):P0} in the week of {since:yyyy-MM-dd}, set against the other shops. It has since sold {Math.Abs(moved):P0} {(moved < 0 ? "fewer" : "more")} services ({low:P0} to {high:P0})."),
            (1 + size) * (1 + moved) > 1 ? "It pays so far; watch whether regulars come as often." : "It costs more than it brings so far; look at the services that lost most.",
            "average_ticket", size, Math.Exp(change.Low) - 1, Math.Exp(change.High) - 1, null, node.Currency.Code,
            new { unitsChange = Math.Round(moved, 4), unitsLow = Math.Round(low, 4), unitsHigh = Math.Round(high, 4), weeksBefore = before.Length, weeksAfter = after.Length, unitsAWeek = Math.Round(Math.Exp(logUnits.Where(double.IsFinite).Average()), 1) });
    }

    private static double[] Part(double[] values, int begin, int end) => [.. values[begin..end].Where(double.IsFinite)];

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, values.Length - 1);
    }
}

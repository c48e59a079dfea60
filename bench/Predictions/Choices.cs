using System.Globalization;

namespace BookedBarber.Bench.Predictions;

/// <summary>What to decide: prices, sites, rosters.</summary>
internal static class Choices
{
    public static void Run(Product product, string data, int rosterSeconds)
    {
        Prices(product, Path.Combine(data, "orange-juice-price", "store_brand_week.csv.gz"));
        Sites(product, Path.Combine(data, "huff-freiburg"));
        foreach (var (instance, published, reach) in new[] { (1, "607", "607"), (2, "828", "828"), (3, "1001", "1001"), (6, "1950", "≤ 1990"), (10, "4631", "≤ 4730"), (17, "6149; best known 5750", "≤ 6149") })
        {
            Roster(product, Path.Combine(data, "rostering", $"Instance{instance}.txt"), instance, published, reach, rosterSeconds);
        }
    }

    // The last 24 weeks held back, and the 24 before them with nothing after.
    private static void Prices(Product product, string path)
    {
        if (!File.Exists(path))
        {
            Table.Row("price, orange juice", "data absent", string.Empty, string.Empty, string.Empty);
            return;
        }

        var rows = Table.Lines(path).Skip(1).Select(line => line.Split(',')).Select(cells => (Store: cells[0], Brand: cells[1], Week: int.Parse(cells[2], CultureInfo.InvariantCulture), Log: Table.Number(cells[3]), Facts: $"{cells[4 + int.Parse(cells[1], CultureInfo.InvariantCulture)]},{cells[16]},{cells[17]}")).ToList();
        foreach (var last in new[] { 112, 100 })
        {
            var came = rows.Where(row => row.Week > last && row.Week <= last + 24).ToList();
            var input = product.Write("past.csv", rows.Where(row => row.Week <= last).Select(row => FormattableString.Invariant($"{row.Store},{row.Brand},{row.Week},{row.Facts},{row.Log}")).Prepend("store,brand,week,price,deal,feat,logmove"));
            var known = product.Write("plan.csv", came.Select(row => FormattableString.Invariant($"{row.Store},{row.Brand},{row.Week},{row.Facts}")).Prepend("store,brand,week,price,deal,feat"));
            var units = product.Write("units.csv", []);
            var (_, seconds) = product.Rows("price", ["price", "--input", input, "--shop", "store", "--item", "brand", "--period", "week", "--price", "price", "--log-units", "logmove", "--circumstances", "deal,feat", "--known", known, "--units-out", units]);
            var told = Table.Lines(units).Skip(1).Select(line => line.Split(',')[3]).Select(cell => cell.Length == 0 ? double.NaN : Table.Number(cell)).ToList();
            var means = rows.Where(row => row.Week <= last).GroupBy(row => (row.Store, row.Brand)).ToDictionary(group => group.Key, group => group.Average(row => row.Log));
            Table.Row(
                $"price, orange juice, weeks {last + 1}–{last + 24} (1 − WAPE of units · RMSE of log units; seconds)",
                Errors(came.ConvertAll(row => row.Log), came.ConvertAll(row => Math.Exp(means[(row.Store, row.Brand)]))),
                "shrunk log-log 0.584 · 0.554 on later weeks",
                FormattableString.Invariant($"{Errors(came.ConvertAll(row => row.Log), told)} · {seconds:0.0}"),
                "≥ 0.60 · ≤ 0.545");
        }
    }

    private static string Errors(List<double> logs, List<double> told) => Table.Figures(
        1 - (logs.Zip(told, (log, units) => Math.Abs(Math.Exp(log) - units)).Sum() / logs.Sum(Math.Exp)),
        Math.Sqrt(logs.Zip(told, (log, units) => Math.Pow(log - Math.Log(units), 2)).Average()));

    // Each known store told from all others: the store's own sales are taken out of the file.
    private static void Sites(Product product, string folder)
    {
        if (!Directory.Exists(folder))
        {
            Table.Row("sites, Freiburg", "data absent", string.Empty, string.Empty, string.Empty);
            return;
        }

        var sales = Table.Lines(Path.Combine(folder, "store_annual_sales_dev.csv")).Skip(1).Select(line => line.Split(',')).ToList();
        var sizes = Table.Lines(Path.Combine(folder, "district_store_distance.csv")).Skip(1).Select(line => line.Split(',')).GroupBy(cells => cells[1]).ToDictionary(group => group.Key, group => Table.Number(group.First()[2]));
        var told = sales.ConvertAll(held =>
        {
            var known = product.Write("sales.csv", sales.Where(row => row != held).Select(row => string.Join(',', row)).Prepend("store,annualsales"));
            var (rows, _) = product.Rows("sites", ["sites", "--distances", Path.Combine(folder, "district_store_distance.csv"), "--stores", known, "--demand", Path.Combine(folder, "district_purchasing_power.csv")]);
            return Table.Number(rows.Single(row => row[0] == held[0])[2]);
        });
        var truth = sales.ConvertAll(row => Table.Number(row[1]));
        var floor = sales.ConvertAll(row => sizes[row[0]]);
        Table.Row("sites, Freiburg, each store from the others (1 − WAPE scaled · rank correlation)", $"floor area {Table.Figures(Scaled(truth, floor), Ranks(truth, floor))}", "fitted Huff 0.730 · 0.840 on other stores", Table.Figures(Scaled(truth, told), Ranks(truth, told)), "≥ 0.730 · ≥ 0.840");
    }

    private static double Scaled(List<double> truth, List<double> told) => 1 - (truth.Zip(told, (one, other) => Math.Abs(one - (other * truth.Sum() / told.Sum()))).Sum() / truth.Sum());

    private static double Ranks(List<double> one, List<double> other)
    {
        static List<double> Of(List<double> values) => values.ConvertAll(value => values.Count(less => less < value) + ((values.Count(same => same == value) - 1) / 2.0));
        var (a, b) = (Of(one), Of(other));
        var (meanA, meanB) = (a.Average(), b.Average());
        return a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum() / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }

    private static void Roster(Product product, string path, int instance, string published, string reach, int seconds)
    {
        if (!File.Exists(path))
        {
            Table.Row($"roster {instance}", "data absent", string.Empty, string.Empty, string.Empty);
            return;
        }

        var (_, took) = product.Rows("roster", ["roster", "--instance", path, "--seconds", seconds.ToString(CultureInfo.InvariantCulture), "--threads", "2"]);
        Table.Row(FormattableString.Invariant($"roster {instance}, up to {seconds} s (penalty; seconds)"), string.Empty, $"Gurobi, 10 min: {published}", FormattableString.Invariant($"{product.LastLine.Replace("penalty ", string.Empty, StringComparison.Ordinal)} · {took:0}"), reach);
    }
}

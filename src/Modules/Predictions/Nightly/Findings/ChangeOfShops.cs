using System.Globalization;
using BookedBarber.Algorithms.Changes;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Runs;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Nightly.Findings;

/// <summary>Finds shops whose sales or new clients have moved against all other shops: a step, such as when a competitor closes, or a drift, such as a shop in decline.</summary>
internal sealed class ChangeOfShops(IDatabase database, INetworkTree tree) : IFinder
{
    private const int Weeks = 52;
    private const int Together = 200;
    private const int LeastWeeks = 26;
    private const int LeastSide = 5;

    // A step tries every week, and among hundreds of shops chance reaches 4; a drift is one question a shop.
    private const double LeastStrength = 5;
    private const double LeastStrengthOfDrift = 4;

    // Beside what the other shops show by chance over the same months. Ten others, some of which have moved themselves, tell chance wider than it is; for drifts, which move slowly anyway, that hid every second decline.
    private const double LeastAgainstChance = 2;
    private const double LeastAgainstChanceOfDrift = 1.8;
    private const int MostOthers = 200;
    private const double LeastStep = 0.08;
    private const double LeastDriftAYear = 0.10;
    private const double FewestNewClients = 2;

    private sealed record Row(Guid NodeId, int Week, double Sales, double Clients);

    private sealed record Shop(Node Node, double[] Sales, double[] Clients);

    public async Task<IReadOnlyList<Found>> FindAsync(PredictionRun run, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        var monday = run.Today.AddDays(-(((int)run.Today.DayOfWeek + 6) % 7));
        var from = monday.AddDays(-7 * Weeks);
        var shops = new List<Shop>();
        foreach (var part in tree.LocationsUnder(run.Network, [NodeId.Root(run.Network)]).Where(node => !(node.ClosedOn < run.Today)).Chunk(Together))
        {
            shops.AddRange(await ReadAsync(run.Network, part, from, monday, cancellationToken));
            await run.PauseAsync(cancellationToken);
        }

        // What all shops do together (the season, a holiday, the weather) is no news of one of them.
        var (sales, clients) = (Less(shops.ConvertAll(shop => shop.Sales)), Less(shops.ConvertAll(shop => shop.Clients)));
        var every = Math.Max(1, shops.Count / MostOthers);
        return [.. shops.SelectMany((shop, at) => Of(shop, Find(sales, at, every), Find(clients, at, every), from))];
    }

    private static SeriesChange? Find(List<double[]> series, int at, int every)
    {
        if (ChangeFinder.Find(series[at], LeastSide, LeastStrengthOfDrift) is not { } change || (change.IsStep && change.Strength < LeastStrength))
        {
            return null;
        }

        var against = ChangeFinder.AgainstChance(change, series.Where((_, other) => other != at && other % every == 0), LeastSide);
        return against.Strength >= (change.IsStep ? LeastAgainstChance : LeastAgainstChanceOfDrift) ? against with { Strength = change.Strength } : null;
    }

    private async Task<IEnumerable<Shop>> ReadAsync(NetworkId network, Node[] nodes, DateOnly from, DateOnly monday, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        var rows = (await session.QueryAsync<Row>(
            """
            select d.node_id, ((d.day - @from) / 7)::int as week, sum(d.net_sales)::float8 as sales, coalesce(sum(d.new_clients), 0)::float8 as clients
            from measures.v_day d
            where d.network_id = @network and d.node_id = any(@Nodes) and d.day >= @from and d.day < @monday and d.net_sales > 0
            group by 1, 2
            """,
            new { network, Nodes = nodes.Select(node => node.Id.Value).ToArray(), from, monday },
            cancellationToken)).ToLookup(row => row.NodeId);
        return nodes.Where(node => rows[node.Id.Value].Count() >= LeastWeeks).Select(node =>
        {
            var (sales, clients) = (new double[Weeks], new double[Weeks]);
            Array.Fill(sales, double.NaN);
            Array.Fill(clients, double.NaN);
            foreach (var row in rows[node.Id.Value])
            {
                sales[row.Week] = Math.Log(row.Sales);
                clients[row.Week] = Math.Log(row.Clients + 1);
            }

            // The first and the last week of a shop may be there in part.
            var first = Array.FindIndex(sales, value => !double.IsNaN(value));
            if (first > 0)
            {
                (sales[first], clients[first]) = (double.NaN, double.NaN);
            }

            return new Shop(node, sales, clients);
        });
    }

    // Each less the median of how far all are from their own mean in that week.
    private static List<double[]> Less(List<double[]> series)
    {
        var means = series.ConvertAll(values => values.Where(double.IsFinite).DefaultIfEmpty(0).Average());
        var common = Enumerable.Range(0, Weeks).Select(week =>
        {
            var sorted = series.Select((values, at) => values[week] - means[at]).Where(double.IsFinite).Order().ToList();
            return sorted.Count == 0 ? 0 : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        }).ToArray();
        return series.ConvertAll(values => values.Select((value, week) => value - common[week]).ToArray());
    }

    private static IEnumerable<Found> Of(Shop shop, SeriesChange? moved, SeriesChange? newcomers, DateOnly from)
    {
        var hasNewcomers = newcomers is { IsStep: true } && Math.Abs(Ratio(newcomers.Size)) >= 2 * LeastStep && shop.Clients.Where(double.IsFinite).Average() >= Math.Log(FewestNewClients + 1);
        if (moved is { } change)
        {
            var month = Math.Exp(shop.Sales.TakeLast(8).Where(double.IsFinite).DefaultIfEmpty(0).Average()) * 30.44 / 7;
            if (change.IsStep && Math.Abs(Ratio(change.Size)) >= LeastStep)
            {
                yield return Step(shop.Node, change, from, month, hasNewcomers ? newcomers : null);
            }
            else if (!change.IsStep && Math.Abs(Ratio(change.Size * 52)) >= LeastDriftAYear)
            {
                yield return Drift(shop.Node, change, from, month);
            }
        }

        if (hasNewcomers)
        {
            yield return Newcomers(shop.Node, newcomers!, from);
        }
    }

    private static Found Step(Node node, SeriesChange change, DateOnly from, double month, SeriesChange? newcomers)
    {
        var (size, low, high, since) = (Ratio(change.Size), Ratio(change.Low), Ratio(change.High), from.AddDays(7 * change.At));
        var cause = newcomers is { } also && Math.Abs(also.At - change.At) <= 4 && also.Size > 0 == change.Size > 0
            ? size > 0 ? " New clients rose at the same time, as they do when a competitor nearby closes." : " New clients fell at the same time, as they do when a competitor opens nearby." : string.Empty;
        return new Found(
            "sales_step", node.Id.Value, string.Empty, since, Strength(change), size > 0 ? "Sales stepped up" : "Sales stepped down",
            Invariant($"{node.Name} takes {Math.Abs(size):P0} {(size > 0 ? "more" : "less")} since the week of {since:yyyy-MM-dd}, set against all other shops ({low:P0} to {high:P0}).{cause}"),
            size > 0 ? "Find out what brought them, and add hours or chairs before the new clients meet a full book." : "Ask what changed in that week: staff, hours, prices, a road, a competitor.",
            "net_sales", size, low, high, Math.Round((decimal)(month - (month / (1 + size))), 2), node.Currency.Code,
            new { weeks = Weeks, strength = Math.Round(change.Strength, 1), newClients = newcomers is null ? (double?)null : Math.Round(Ratio(newcomers.Size), 4) });
    }

    private static Found Drift(Node node, SeriesChange change, DateOnly from, double month)
    {
        var (size, low, high) = (Ratio(change.Size * 52), Ratio(change.Low * 52), Ratio(change.High * 52));
        return new Found(
            "sales_drift", node.Id.Value, string.Empty, from, Strength(change), size > 0 ? "A shop on the rise" : "A shop in decline",
            Invariant($"{node.Name} {(size > 0 ? "gains" : "loses")} {Math.Abs(size):P0} a year against all other shops ({low:P0} to {high:P0}), steadily over the last {Weeks} weeks."),
            size > 0 ? "See what it does that others could do, too." : "Visit it: look at clients lost, at barbers who left, and at what its quarter is doing.",
            "net_sales", size, low, high, Math.Round((decimal)(month * change.Size * 52), 2), node.Currency.Code,
            new { weeks = Weeks, strength = Math.Round(change.Strength, 1) });
    }

    private static Found Newcomers(Node node, SeriesChange change, DateOnly from)
    {
        var (size, low, high, since) = (Ratio(change.Size), Ratio(change.Low), Ratio(change.High), from.AddDays(7 * change.At));
        return new Found(
            "new_clients_step", node.Id.Value, string.Empty, since, Strength(change), size > 0 ? "More new clients" : "Fewer new clients",
            Invariant($"{node.Name} sees {Math.Abs(size):P0} {(size > 0 ? "more" : "fewer")} new clients since the week of {since:yyyy-MM-dd}, set against all other shops ({low:P0} to {high:P0})."),
            size > 0 ? "Make sure that they come again: offer the second visit before they leave." : "Look at what new clients find first: listing, reviews, the next free time.",
            "new_clients", size, low, high, null, null, new { weeks = Weeks, strength = Math.Round(change.Strength, 1) });
    }

    private static double Ratio(double logarithm) => Math.Exp(logarithm) - 1;

    // Twice what is asked for is as strong as it gets.
    private static double Strength(SeriesChange change) => Math.Min(1, change.Strength / (2 * LeastStrength));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Nightly.Revenue;
using BookedBarber.Predictions.Runs;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Nightly.Findings;

/// <summary>Finds units that took more or less than forecasts had expected, and models that err more than they should.</summary>
internal sealed class OutsideOfRange(IDatabase database, INetworkTree tree) : IFinder
{
    // A whole month before that is forecast at the time and over by now.
    private const int LeastDays = 28;
    private const int LatestLive = 7;

    // A model that errs by half as much again as in its trials does not do what it was approved for.
    private const double MostOverTarget = 1.5;

    private sealed record Row
    {
        public Guid NodeId { get; init; }

        public DateOnly MadeOn { get; init; }

        public DateOnly[] Months { get; init; } = [];

        public double[] Mean { get; init; } = [];

        public float[] MonthP05 { get; init; } = [];

        public float[] MonthP95 { get; init; } = [];

        public bool IsTrial { get; init; }
    }

    private sealed record Took(Guid NodeId, double Sales);

    public async Task<IReadOnlyList<Found>> FindAsync(PredictionRun run, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        var month = new DateOnly(run.Today.Year, run.Today.Month, 1).AddMonths(-1);
        await using var session = await database.ReadAsync(run.Network, cancellationToken);
        var rows = await session.QueryAsync<Row>(
            """
            select distinct on (node_id) node_id, made_on, months, mean, month_p05, month_p95, is_trial from predictions.revenue
            where network_id = @Network and made_on <= @month and (is_trial or made_on <= @Live) and @month = any(months)
            order by node_id, is_trial, made_on desc
            """,
            new { run.Network, month, Live = run.Today.AddDays(-LatestLive) },
            cancellationToken);
        var took = (await session.QueryAsync<Took>(
            "select node_id, sum(net_sales)::float8 as sales from measures.v_day where network_id = @Network and node_id = any(@Nodes) and day >= @month and day < @End group by node_id",
            new { run.Network, month, End = month.AddMonths(1), Nodes = rows.Select(row => row.NodeId).ToArray() },
            cancellationToken)).ToDictionary(one => one.NodeId, one => one.Sales);
        List<Found> found = [.. rows.Where(row => !IsOneShop(run.Network, row.NodeId, month)).Select(row => Of(row, month, took.GetValueOrDefault(row.NodeId))).OfType<Found>()];
        found.AddRange(await OffAsync(session, run, cancellationToken));
        return found;
    }

    // A region that had one shop in the month says what the shop says: it is said once, where something can be done about it.
    private bool IsOneShop(NetworkId network, Guid id, DateOnly month) =>
        tree.Find(new NodeId(id)) is { Kind: not NodeKind.Location } node && tree.LocationsUnder(network, [node.Id], withArchived: true).Count(shop => !(shop.ClosedOn < month) && !(shop.OpenedOn >= month.AddMonths(1))) == 1;

    private Found? Of(Row row, DateOnly month, double took)
    {
        var at = Array.IndexOf(row.Months, month);
        var spans = MonthSpan.Of(row.MadeOn, row.Mean.Length);
        if (at < 0 || at >= spans.Count || spans[at].Days < LeastDays || took <= 0 || tree.Find(new NodeId(row.NodeId)) is not { } node)
        {
            return null;
        }

        var (mean, low, high) = (spans[at].Sum(row.Mean), (double)row.MonthP05[at], (double)row.MonthP95[at]);
        if (double.IsNaN(low) || mean <= 0 || (took >= low && took <= high))
        {
            return null;
        }

        var above = took > high;
        var size = (took / mean) - 1;
        var name = month.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
        return new Found(
            above ? "sales_above_expected" : "sales_below_expected", row.NodeId, month.ToString("yyyy-MM", CultureInfo.InvariantCulture), month,
            Math.Min(1, Math.Abs(Math.Log(took / mean)) / (2 * Math.Abs(Math.Log((above ? high : low) / mean)))),
            above ? "Sales above the expected range" : "Sales below the expected range",
            Invariant($"{node.Name} took {took:N0} {node.Currency.Code} in {name}; {mean:N0} were expected, {low:N0} to {high:N0} nine times in ten{(row.IsTrial ? ", by what was known half a year ago" : string.Empty)}."),
            above ? "See what helped, and whether it will last." : "See which days and which barbers it was, and whether it goes on.",
            "net_sales", size, null, null, Math.Round((decimal)(took - mean), 2), node.Currency.Code,
            new { actual = Math.Round(took, 2), expected = Math.Round(mean, 2), low = Math.Round(low, 2), high = Math.Round(high, 2), madeOn = row.MadeOn, afterwards = row.IsTrial });
    }

    private static async Task<IReadOnlyList<Found>> OffAsync(Session session, PredictionRun run, CancellationToken cancellationToken)
    {
        var off = await session.FirstAsync<Off>(
            """
            select e.error, e.naive_error, e.bias, e.days, (m.backtest -> 'figures' ->> 'wape_location_day')::float8 as target, m.version
            from predictions.live_error e join predictions.model m on m.network_id = e.network_id and m.id = e.model_id
            where e.network_id = @Network and e.node_id = @Root and e.as_of = @Today - 1
            """,
            new { run.Network, Root = run.Network.Value, run.Today },
            cancellationToken);
        return off is not { Target: { } target } || off.Days < LatestLive || off.Error <= MostOverTarget * target
            ? []
            : [new Found(
                "forecast_off", run.Network.Value, string.Empty, run.Today.AddDays(-off.Days), Math.Min(1, off.Error / (2 * MostOverTarget * target)), "The revenue forecast errs more than it should",
                Invariant($"Over the last {off.Days} days the forecast at work (version {off.Version}) erred by {off.Error:P1} a day; in its trials single shops erred by {target:P1}. The naive forecast erred by {off.NaiveError:P1}."),
                "Look at what is new in all shops at once; a new version is tried with the next weekly trial, and an earlier one can be brought back.", "net_sales", off.Bias, null, null, null, null,
                new { error = Math.Round(off.Error, 4), naive = Math.Round(off.NaiveError, 4), target = Math.Round(target, 4), days = off.Days })];
    }

    private sealed record Off
    {
        public double Error { get; init; }

        public double NaiveError { get; init; }

        public double Bias { get; init; }

        public int Days { get; init; }

        public double? Target { get; init; }

        public int Version { get; init; }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

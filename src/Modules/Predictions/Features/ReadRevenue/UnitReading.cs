using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Nightly.Revenue;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Features.ReadRevenue;

/// <summary>Forecasts of units side by side.</summary>
/// <param name="Items">In the tree's order. A unit without a forecast is not among them.</param>
/// <param name="Missing">Units of which too little is known for a forecast.</param>
internal sealed record UnitForecasts(IReadOnlyList<UnitForecast> Items, IReadOnlyList<NodeItem> Missing);

/// <summary>A unit's expected net sales of the coming half year.</summary>
internal sealed record UnitForecast(NodeItem Node, DateOnly From, DateOnly To, ForecastValue Value, bool RestsOnLittle);

/// <summary>Reads forecasts of many units.</summary>
internal sealed class UnitReading(IDatabase database, INetworkTree tree)
{
    private const int YearOfDays = 300;

    private sealed record Row
    {
        public Guid NodeId { get; init; }

        public string Currency { get; init; } = string.Empty;

        public DateOnly MadeOn { get; init; }

        public int Days { get; init; }

        public double Mean { get; init; }

        public double TotalP05 { get; init; }

        public double TotalP50 { get; init; }

        public double TotalP95 { get; init; }

        public int KnownDays { get; init; }

        public double? LastYear { get; init; }
    }

    public async Task<UnitForecasts> ReadAsync(Scope scope, Node node, bool perLocation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(node);
        var units = perLocation
            ? tree.LocationsUnder(scope.Network, [node.Id])
            : node.Kind == NodeKind.Location ? [node] : [.. tree.NodesOf(scope.Network).Where(child => child.ParentId == node.Id).OrderBy(child => child.Name, StringComparer.Ordinal)];
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var rows = (await session.QueryAsync<Row>(
            """
            select f.*, (
                select sum(d.net_sales)::float8 from measures.v_day d
                where d.network_id = @Network and d.node_id = f.node_id and d.currency = f.currency and d.day between f.made_on - @Year and f.made_on - @Year + f.days - 1
                having count(*) * 2 >= f.days) as last_year
            from (
                select distinct on (r.node_id, r.currency) r.node_id, r.currency, r.made_on, cardinality(r.mean) as days, (select sum(v) from unnest(r.mean) v) as mean, r.total_p05, r.total_p50, r.total_p95, r.known_days
                from predictions.revenue r
                where r.network_id = @Network and r.node_id = any(@Nodes) and not r.is_trial
                order by r.node_id, r.currency, r.made_on desc) f
            """,
            new { scope.Network, Nodes = units.Select(unit => unit.Id.Value).ToArray(), Weekdays.Year },
            cancellationToken)).ToLookup(row => row.NodeId);
        var told = units.Select(unit => (Unit: unit, Row: rows[unit.Id.Value].FirstOrDefault(row => row.Currency == unit.Currency.Code))).ToList();
        return new UnitForecasts(
            [.. told.Where(one => one.Row is not null).Select(one => Item(one.Unit, one.Row!))],
            [.. told.Where(one => one.Row is null).Select(one => AskedNode.Item(one.Unit))]);
    }

    private static UnitForecast Item(Node unit, Row row)
    {
        var (mean, then) = (Amounts.Of(row.Mean, unit.Currency)!.Value, Amounts.Of(row.LastYear ?? double.NaN, unit.Currency));
        var value = new ForecastValue(mean, Amounts.Of(row.TotalP05, unit.Currency), Amounts.Of(row.TotalP50, unit.Currency), Amounts.Of(row.TotalP95, unit.Currency), then, Amounts.Change(mean, then));
        return new UnitForecast(AskedNode.Item(unit), row.MadeOn, row.MadeOn.AddDays(row.Days - 1), value, row.KnownDays < YearOfDays);
    }
}

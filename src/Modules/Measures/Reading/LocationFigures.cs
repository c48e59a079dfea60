using System.Collections.Concurrent;
using BookedBarber.Measures.Caching;
using BookedBarber.Measures.Peers;
using BookedBarber.Measures.Domain;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Measures.Reading;

/// <summary>A location's facts over a period, money in its own currency.</summary>
/// <param name="Node">The location.</param>
/// <param name="Sums">Its facts.</param>
/// <param name="HasCells">Whether any record lies in the period.</param>
/// <param name="IsInterrupted">Whether a whole month of the period has no record at all, or its first records are the first of all and come only after its first week.</param>
/// <param name="OpenSince">Recorded opening, else the first month with records; null when there is neither.</param>
internal sealed record LocationFigure(Node Node, FactSums Sums, bool HasCells, bool IsInterrupted, DateOnly? OpenSince);

/// <summary>All locations of a network over a period: what peers, bands, regions and attention are made from.</summary>
internal sealed class LocationFigures(Period period, IReadOnlyDictionary<Guid, LocationFigure> locations)
{
    private readonly ConcurrentDictionary<string, PeerGroups> _peers = new(StringComparer.Ordinal);

    /// <summary>The fact-based measures of a snapshot.</summary>
    public static IReadOnlyList<string> Measures { get; } =
    [
        "net_sales", "visits", "average_ticket", "barber_utilisation", "chair_utilisation", "revenue_per_chair_hour", "revenue_per_occupied_chair_hour",
        "no_show_rate", "late_cancel_rate", "rebooking_rate", "new_clients", "bookings", "discounts", "refunds", "tips",
    ];

    /// <summary>Facts that any measure of a dashboard or snapshot needs.</summary>
    public static FactSet Facts { get; } = new(Measures.SelectMany(name => Catalogue.Get(name).Facts).Concat([Fact.NetServiceSales, Fact.ProductSales, Fact.ProductDiscounts, Fact.ProductRefunds, Fact.NewClients, Fact.KnownVisits]));

    public Period Period => period;

    public IReadOnlyDictionary<Guid, LocationFigure> Locations => locations;

    /// <summary>The peer groups by a measure; sorted once.</summary>
    public PeerGroups PeersBy(MeasureDefinition measure) => _peers.GetOrAdd(measure.Name, _ => PeerGroups.Of(this, measure));

    /// <summary>The measure's value at a location; null when it has no records in the period or nothing to divide by.</summary>
    public decimal? Value(MeasureDefinition measure, Guid location) =>
        locations.TryGetValue(location, out var figure) && figure.HasCells ? measure.Evaluate(figure.Sums) : null;
}

/// <summary>Keeps the figures of the periods that are asked for again and again; one period of 10,000 locations takes about 5 MB.</summary>
internal sealed class LocationFiguresCache(INetworkTree tree, TimeProvider clock) : IDisposable
{
    // In locations: eight periods of 10,000 locations.
    private const long Capacity = 160_000;

    private readonly SettledCache<LocationFigures> _figures = new("location-figures", Capacity, figures => figures.Locations.Count + 1, clock);

    // A shop that is closed for a holiday and the weekend has no record for some days either.
    private const int FirstDays = 7;

    private readonly ConcurrentDictionary<NetworkId, (long Version, bool FromRecords)> _openings = new();

    private sealed record FirstMonth(Guid NodeId, DateOnly Month);

    /// <summary>
    /// The days that the ages of locations rest on besides the period's own: all before it where an opening day is not recorded, for then the first records tell it, and an import
    /// may bring them last; else none.
    /// </summary>
    public Period WithOpenings(NetworkId network, Period days) => OpeningsComeFromRecords(network) ? new Period(MeasureBasis.Dawn, days.To) : days;

    public Task<LocationFigures> GetAsync(IDatabase database, NetworkId network, Period period, CancellationToken cancellationToken) =>
        _figures.GetAsync(
            $"{network}|{period}|{tree.Version(network)}",
            new Basis(network, WithOpenings(network, period)),
            token => LoadAsync(database, network, period, token),
            cancellationToken);

    public void Drop(NetworkId network, Period days) => _figures.Drop(network, days);

    public void Clear() => _figures.Clear();

    public void Dispose() => _figures.Dispose();

    /// <summary>Those whose records begin in the period, after its first week: a whole cannot be told from that part.</summary>
    private static async Task<HashSet<Guid>> BeginningWithinAsync(Session session, NetworkId network, Guid[] nodes, Period period, CancellationToken cancellationToken) =>
        period.Days <= FirstDays
            ? []
            : [.. await session.QueryAsync<Guid>(
                """
                select node_id from unnest(@nodes) a(node_id)
                where (select true from measures.cell c where c.network_id = @network and c.grain = 'd' and c.node_id = a.node_id and c.period between @From and @From + @FirstDays limit 1) is null
                  and (select true from measures.cell c where c.network_id = @network and c.grain = 'd' and c.node_id = a.node_id and c.period < @From limit 1) is null
                """,
                new { network, nodes, period.From, FirstDays },
                cancellationToken)];

    private bool OpeningsComeFromRecords(NetworkId network)
    {
        var version = tree.Version(network);
        if (!_openings.TryGetValue(network, out var known) || known.Version != version)
        {
            _openings[network] = known = (version, tree.LocationsUnder(network, [NodeId.Root(network)], withArchived: true).Any(location => location.OpenedOn is null));
        }

        return known.FromRecords;
    }

    private async Task<LocationFigures> LoadAsync(IDatabase database, NetworkId network, Period period, CancellationToken cancellationToken)
    {
        var nodes = tree.LocationsUnder(network, [NodeId.Root(network)], withArchived: true);
        await using var session = await database.ReadAsync(network, cancellationToken);
        var rows = await CellReader.ReadAsync(session, network, [.. nodes.Select(node => node.Id.Value)], period, By.Total, LocationFigures.Facts, cancellationToken);
        var byNode = rows.ToLookup(row => row.Node);
        var firstMonths = (await session.QueryAsync<FirstMonth>(
            "select node_id, min(period) as month from measures.cell where network_id = @network and grain = 'm' and node_id = any(@Nodes) group by node_id",
            new { network, Nodes = nodes.Where(node => node.OpenedOn is null).Select(node => node.Id.Value).ToArray() },
            cancellationToken)).ToDictionary(row => row.NodeId, row => row.Month);
        var months = CellReader.Pieces(period, By.Total).Where(piece => piece.Grain == 'm').Select(piece => Buckets.Count(piece.Period, By.Month)).FirstOrDefault();
        var late = await BeginningWithinAsync(session, network, [.. rows.Select(row => row.Node).Distinct()], period, cancellationToken);
        return new LocationFigures(
            period,
            nodes.ToDictionary(
                node => node.Id.Value,
                node =>
                {
                    var own = byNode[node.Id.Value].ToList();
                    DateOnly? openSince = node.OpenedOn ?? (firstMonths.TryGetValue(node.Id.Value, out var month) ? month : null);
                    return new LocationFigure(node, Currencies.Merge(own, node.Currency.Code, LocationFigures.Facts), own.Count > 0, own.Count > 0 && (own.Max(row => row.Months) < months || late.Contains(node.Id.Value)), openSince);
                }));
    }
}

/// <summary>Rows of several currencies seen as one.</summary>
internal static class Currencies
{
    /// <summary>Money of one currency, everything else of all.</summary>
    public static FactSums Merge(IReadOnlyList<CellSums> rows, string currency, FactSet set)
    {
        if (rows.Count == 1 && rows[0].Currency == currency)
        {
            return rows[0].Sums;
        }

        var values = set.Facts.Select(fact => rows.Where(row => !fact.IsMoney() || row.Currency == currency).Sum(row => row.Sums[fact])).ToArray();
        return new FactSums(set, values);
    }
}

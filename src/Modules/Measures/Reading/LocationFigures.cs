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

    /// <summary>The same with some locations' figures renewed.</summary>
    public LocationFigures With(LocationFigures newer) =>
        new(period, locations.Values.Select(figure => newer.Locations.GetValueOrDefault(figure.Node.Id.Value) ?? figure).ToDictionary(figure => figure.Node.Id.Value));

    /// <summary>The peer groups by a measure; sorted once.</summary>
    public PeerGroups PeersBy(MeasureDefinition measure) => _peers.GetOrAdd(measure.Name, _ => PeerGroups.Of(this, measure));

    /// <summary>The measure's value at a location; null when it has no records in the period or nothing to divide by.</summary>
    public decimal? Value(MeasureDefinition measure, Guid location) =>
        locations.TryGetValue(location, out var figure) && figure.HasCells ? measure.Evaluate(figure.Sums) : null;
}

/// <summary>Keeps the figures of the periods that are asked for again and again; one period of 10,000 locations takes about 5 MB.</summary>
internal sealed class LocationFiguresCache(INetworkTree tree, TimeProvider clock) : IDisposable
{
    /// <summary>Room, in locations: 24 periods of 10,000 of them. A sixteenth of it, the most that one value may take, holds 15,000.</summary>
    internal const long Capacity = 240_000;

    private readonly SettledCache<LocationFigures> _figures = new("location-figures", Capacity, figures => figures.Locations.Count + 1, clock);

    // A shop that is closed for a holiday and the weekend has no record for some days either.
    private const int FirstDays = 7;

    // From here on some shop sells something at every moment, and what is about all of them would be made anew all the time.
    private const int Many = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PeerPatience = TimeSpan.FromSeconds(15);

    // A little more, for the figures are told of a change a moment after the answers are.
    private static readonly TimeSpan Echo = Patience + TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<NetworkId, Extent> _extents = new();

    /// <summary>What a tree's version says about its locations.</summary>
    private sealed record Extent(long Version, bool HasOpeningsFromRecords, bool IsLarge);

    private sealed record FirstMonth(Guid NodeId, DateOnly Month);

    /// <summary>
    /// The days that the ages of locations rest on besides the period's own: all before it where an opening day is not recorded, for then the first records tell it, and an import
    /// may bring them last; else none.
    /// </summary>
    public Period WithOpenings(NetworkId network, Period days) => ExtentOf(network).HasOpeningsFromRecords ? new Period(MeasureBasis.Dawn, days.To) : days;

    /// <summary>How old the figures of all locations together may be. Zero in networks where they are made in no time.</summary>
    public TimeSpan PatienceOf(NetworkId network) => ExtentOf(network).IsLarge ? Patience : TimeSpan.Zero;

    /// <summary>How old what is said about a node's place among its peers may be.</summary>
    public TimeSpan PeerPatienceOf(NetworkId network) => ExtentOf(network).IsLarge ? PeerPatience : TimeSpan.Zero;

    /// <summary>How long after a change an answer may still be made from figures of before it.</summary>
    public TimeSpan EchoOf(NetworkId network) => ExtentOf(network).IsLarge ? Echo : TimeSpan.Zero;

    public Task<LocationFigures> GetAsync(IDatabase database, NetworkId network, Period period, CancellationToken cancellationToken) =>
        _figures.GetAsync(
            $"{network}|{period}|{tree.Version(network)}",
            new Basis(network, WithOpenings(network, period), Patience: PatienceOf(network)),
            token => LoadAsync(database, network, period, tree.LocationsUnder(network, [NodeId.Root(network)], withArchived: true), token),
            cancellationToken,
            async (old, changed, token) => old.With(await LoadAsync(database, network, period, [.. tree.LocationsUnder(network, [NodeId.Root(network)], withArchived: true).Where(node => changed.Contains(node.Id.Value))], token)));

    /// <param name="locations">The locations that changed; null: not known.</param>
    public void Drop(NetworkId network, Period days, IReadOnlySet<Guid>? locations = null) => _figures.Drop(network, days, locations);

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

    private Extent ExtentOf(NetworkId network)
    {
        var version = tree.Version(network);
        if (!_extents.TryGetValue(network, out var known) || known.Version != version)
        {
            var locations = tree.LocationsUnder(network, [NodeId.Root(network)], withArchived: true);
            _extents[network] = known = new Extent(version, locations.Any(location => location.OpenedOn is null), locations.Count > Many);
        }

        return known;
    }

    private static async Task<LocationFigures> LoadAsync(IDatabase database, NetworkId network, Period period, IReadOnlyList<Node> nodes, CancellationToken cancellationToken)
    {
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

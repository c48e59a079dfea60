using BookedBarber.Measures.Cells;
using BookedBarber.Measures.Domain;
using BookedBarber.Measures.Features.VerifyCells;
using BookedBarber.Measures.Reading;
using BookedBarber.Network;
using BookedBarber.Network.Contracts;
using BookedBarber.Records;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Testing;

namespace BookedBarber.Measures.Tests;

/// <summary>A small network with its records: two regions, four shops in three time zones, one of them in another currency.</summary>
public sealed class Trade : IAsyncDisposable
{
    private static readonly IModule[] Modules = [new NetworkModule(), new RecordsModule(), new MeasuresModule()];

    private readonly TestDatabase _database;
    private int _keys;

    private Trade(TestDatabase database, TestNode node, NetworkId network, IReadOnlyList<Node> nodes)
    {
        _database = database;
        Node = node;
        Network = network;
        (North, South, Berlin, Hamburg, NewYork, Tokyo) = (nodes[0].Id, nodes[1].Id, nodes[2].Id, nodes[3].Id, nodes[4].Id, nodes[5].Id);
    }

    public static DateOnly Today { get; } = new(2026, 3, 2);

    public TestNode Node { get; }

    public FakeClock Clock => (FakeClock)Node.Clock;

    public NetworkId Network { get; }

    public NodeId Root => NodeId.Root(Network);

    public NodeId North { get; }

    public NodeId South { get; }

    /// <summary>In the north: EUR, two chairs, 09:00–17:00 every day.</summary>
    public NodeId Berlin { get; }

    /// <summary>In the north: EUR, no chairs recorded.</summary>
    public NodeId Hamburg { get; }

    /// <summary>In the south: EUR, another time zone.</summary>
    public NodeId NewYork { get; }

    /// <summary>In the south: JPY.</summary>
    public NodeId Tokyo { get; }

    public static async Task<Trade> OpenAsync()
    {
        var database = await TestDatabase.CreateAsync(Modules);
        var node = await TestNode.StartAsync(database, Modules);
        var editor = node.Get<INetworkEditor>();
        var network = (await editor.CreateNetworkAsync(Caller.System, new NewNetwork("Trade", "trade", "EUR", "Europe/Berlin"), CancellationToken.None)).Value!.Id;
        OpeningHours[] hours = [.. Enumerable.Range(1, 7).Select(day => new OpeningHours(day, new TimeOnly(9, 0), new TimeOnly(17, 0)))];
        var nodes = await editor.UpsertNodesAsync(
            Scope.OfSystem(network),
            [
                new(NodeKind.Region, "N", "North"),
                new(NodeKind.Region, "S", "South"),
                new(NodeKind.Location, "B1", "Berlin", "N", Chairs: 2, Hours: hours, OpenedOn: new DateOnly(2020, 1, 1)),
                new(NodeKind.Location, "H1", "Hamburg", "N", OpenedOn: new DateOnly(2020, 1, 1)),
                new(NodeKind.Location, "NY", "New York", "S", TimeZone: "America/New_York", OpenedOn: new DateOnly(2025, 9, 1)),
                new(NodeKind.Location, "TK", "Tokyo", "S", TimeZone: "Asia/Tokyo", Currency: "JPY"),
            ],
            CancellationToken.None);
        nodes.Problem.ShouldBeNull();
        return new Trade(database, node, network, nodes.Value!);
    }

    public static Guid Person(string name) => new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    public async Task<Guid> SellAsync(NodeId location, DateOnly day, string? client, decimal service, decimal product = 0, decimal discount = 0, decimal refund = 0, decimal tax = 0, decimal tips = 0, decimal giftCards = 0, string currency = "EUR")
    {
        var id = NextId();
        await WriteAsync(
            """
            insert into records.sale (network_id, location_id, business_day, id, source, source_key, client_id, currency, service_sales, product_sales, service_discounts, product_discounts,
                service_refunds, product_refunds, gift_card_sales, membership_sales, service_charges, fees, tax, tips, gift_card_redemptions, total, is_visit, staff_ids, taxes, tips_by_staff, payments)
            values (@Network, @location, @day, @id, 'test', @Key, @Client, @currency, @service, @product, @discount, 0, @refund, 0, @giftCards, 0, 0, 0, @tax, @tips, 0,
                @service + @product - @discount - @refund + @giftCards + @tax + @tips, @service + @product > 0, '{}', '[]', '[]', '[]')
            """,
            new { Network, location, day, id, Key = id.ToString(), Client = client is null ? (Guid?)null : Person(client), currency, service, product, discount, refund, giftCards, tax, tips });
        return id;
    }

    public Task BookAsync(NodeId location, DateOnly day, string start, int minutes, string status, string? client = null, string? staff = null, DateTimeOffset? bookedAt = null)
    {
        var zone = Node.Get<INetworkTree>().Find(location)!.Zone;
        var local = day.ToDateTime(TimeOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture));
        var startsAt = new DateTimeOffset(local, zone.GetUtcOffset(local));
        var id = NextId();
        return WriteAsync(
            """
            insert into records.booking (network_id, location_id, business_day, id, source, source_key, client_id, staff_id, starts_at, ends_at, status, booked_at)
            values (@Network, @location, @day, @id, 'test', @Key, @Client, @Staff, @startsAt, @endsAt, @status, @bookedAt)
            """,
            new { Network, location, day, id, Key = id.ToString(), Client = client is null ? (Guid?)null : Person(client), Staff = staff is null ? (Guid?)null : Person(staff), startsAt = startsAt.ToUniversalTime(), endsAt = startsAt.AddMinutes(minutes).ToUniversalTime(), status, bookedAt = bookedAt?.ToUniversalTime() });
    }

    public Task ShiftAsync(NodeId location, DateOnly day, string start, int minutes, string staff, int blocked = 0)
    {
        var zone = Node.Get<INetworkTree>().Find(location)!.Zone;
        var local = day.ToDateTime(TimeOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture));
        var startsAt = new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        var id = NextId();
        return WriteAsync(
            """
            insert into records.shift (network_id, location_id, business_day, id, staff_id, source, source_key, starts_at, ends_at, blocked_minutes)
            values (@Network, @location, @day, @id, @Staff, 'test', @Key, @startsAt, @endsAt, @blocked)
            """,
            new { Network, location, day, id, Key = id.ToString(), Staff = Person(staff), startsAt, endsAt = startsAt.AddMinutes(minutes), blocked });
    }

    public Task CloseAsync(NodeId location, DateOnly day, decimal? netSales, int? visits, string currency = "EUR", string source = "test") =>
        WriteAsync(
            """
            insert into records.daily_close (network_id, location_id, business_day, source, id, currency, net_sales, visits)
            values (@Network, @location, @day, @source, @Id, @currency, @netSales, @visits)
            on conflict (network_id, location_id, business_day, source) do update set net_sales = excluded.net_sales, visits = excluded.visits, recorded_at = clock_timestamp()
            """,
            new { Network, location, day, source, Id = NextId(), currency, netSales, visits });

    public async Task WriteAsync(string sql, object parameters)
    {
        await using var session = await Node.Database.WriteAsync(Scope.OfSystem(Network), "test", CancellationToken.None);
        await session.ExecuteAsync(sql, parameters, CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
    }

    public async Task<T?> ReadAsync<T>(string sql, object? parameters = null)
    {
        await using var session = await Node.Database.ReadAsync(Network, CancellationToken.None);
        return await session.FirstAsync<T>(sql, parameters, CancellationToken.None);
    }

    /// <summary>Works off the feed and what it left pending.</summary>
    public async Task SettleAsync()
    {
        await Node.Get<IFeedCatchUp>().RunAsync(CancellationToken.None);
        await Node.Get<RollUp>().RunAsync(CancellationToken.None);
    }

    internal async Task<Verification> VerifyAsync(Action<long>? afterEachBlock = null) =>
        await Node.Get<CellVerifier>().RunAsync([Node.Get<INetworkTree>().FindNetwork(Network)!], afterEachBlock ?? (_ => { }), CancellationToken.None);

    internal Task<IReadOnlyList<MeasureValue>> ReadAsync(IReadOnlyList<string> measures, Period period, By by, params NodeId[] nodes) =>
        Node.Get<MeasureReader>().ReadAsync(
            new MeasureQuestion(Network, [.. nodes.Select(node => Node.Get<INetworkTree>().Find(node)!)], period, by, [.. measures.Select(Catalogue.Get)], Today),
            CancellationToken.None);

    internal async Task<SameLocationGrowth> GrowthAsync(Period period)
    {
        var figures = Node.Get<LocationFiguresCache>();
        return SameLocation.Of(
            Node.Get<INetworkTree>().LocationsUnder(Network, [Root]),
            "EUR",
            await figures.GetAsync(Node.Database, Network, period, CancellationToken.None),
            await figures.GetAsync(Node.Database, Network, period.YearBefore(), CancellationToken.None));
    }

    /// <summary>Moves a location below another region from a day on, as the network module does: not before its last move, and not to where it is.</summary>
    public async Task MoveAsync(NodeId location, NodeId parent, DateOnly from)
    {
        var last = await ReadAsync<DateOnly?>(
            "select max(valid_from) from network.lineage where network_id = @Network and node_id = @location and ancestor_id in (@North, @South) and valid_from > '-infinity'",
            new { Network = Network.Value, location = location.Value, North = North.Value, South = South.Value });
        if (from < last || await ReadAsync<Guid>("select parent_id from network.node where network_id = @Network and id = @location", new { Network = Network.Value, location = location.Value }) == parent.Value)
        {
            return;
        }

        await WriteAsync(
            """
            delete from network.lineage where network_id = @Network and node_id = @location and ancestor_id in (@North, @South) and valid_from >= @from;
            update network.lineage set valid_to = @from - 1 where network_id = @Network and node_id = @location and ancestor_id in (@North, @South) and valid_to >= @from;
            insert into network.lineage (network_id, ancestor_id, node_id, valid_from) values (@Network, @parent, @location, @from);
            update network.node set parent_id = @parent, path = array[@Network, @parent, @location] where network_id = @Network and id = @location
            """,
            new { Network = Network.Value, location = location.Value, parent = parent.Value, from, North = North.Value, South = South.Value });
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await _database.DisposeAsync();
    }

    private Guid NextId() => Person($"record {_keys++}");
}

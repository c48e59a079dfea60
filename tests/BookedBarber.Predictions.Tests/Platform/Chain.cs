using BookedBarber.Measures;
using BookedBarber.Measures.Contracts;
using BookedBarber.Network;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Runs;
using BookedBarber.Records;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BookedBarber.Predictions.Tests.Platform;

/// <summary>A chain of shops with their records: two regions, so many shops, all days told by a rule.</summary>
public sealed class Chain : IAsyncDisposable
{
    private static readonly IModule[] Modules = [new NetworkModule(), new RecordsModule(), new MeasuresModule(), new PredictionsModule()];

    private readonly TestDatabase _database;

    private Chain(TestDatabase database, TestNode node, NetworkId network, IReadOnlyList<Node> nodes)
    {
        _database = database;
        Node = node;
        Network = network;
        Regions = [.. nodes.Take(2).Select(one => one.Id)];
        Shops = [.. nodes.Skip(2).Select(one => one.Id)];
    }

    public static DateOnly Today { get; } = new(2026, 3, 2);

    public TestNode Node { get; }

    public FakeClock Clock => (FakeClock)Node.Clock;

    public NetworkId Network { get; }

    public NodeId Root => NodeId.Root(Network);

    public IReadOnlyList<NodeId> Regions { get; }

    public IReadOnlyList<NodeId> Shops { get; }

    public static async Task<Chain> OpenAsync(int shops = 4, string slug = "chain", TestDatabase? beside = null, DateTimeOffset? now = null)
    {
        var database = beside ?? await TestDatabase.CreateAsync(Modules);
        var node = await TestNode.StartAsync(database, Modules, now is { } at ? new FakeClock(at) : null, configure: OnlyWhenAsked);
        var editor = node.Get<INetworkEditor>();
        var network = (await editor.CreateNetworkAsync(Caller.System, new NewNetwork(slug, slug, "USD", "America/New_York"), CancellationToken.None)).Value!.Id;
        OpeningHours[] hours = [.. Enumerable.Range(1, 7).Select(day => new OpeningHours(day, new TimeOnly(9, 0), new TimeOnly(19, 0)))];
        var nodes = await editor.UpsertNodesAsync(
            Scope.OfSystem(network),
            [
                new NewNode(NodeKind.Region, "N", "North"),
                new NewNode(NodeKind.Region, "S", "South"),
                .. Enumerable.Range(1, shops).Select(shop => new NewNode(NodeKind.Location, $"{shop}", $"Shop {shop}", shop % 2 == 1 ? "N" : "S", Latitude: 40.7 + (0.01 * shop), Longitude: -74, Chairs: 4, OpenedOn: new DateOnly(2020, 1, 1), Hours: hours)),
            ],
            CancellationToken.None);
        nodes.Problem.ShouldBeNull();
        return new Chain(database, node, network, nodes.Value!);
    }

    // The schedule's own timer would look whenever a test moves the clock, and start what the test means to.
    private static void OnlyWhenAsked(IServiceCollection services) =>
        services.Remove(services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationFactory is Func<IServiceProvider, RunScheduler>));

    public T Get<T>()
        where T : notnull => Node.Get<T>();

    public Node Find(NodeId id) => Get<INetworkTree>().Find(id)!;

    /// <summary>Tells days of shops by totals: net sales of each shop on each day, nothing where 0.</summary>
    public async Task TellDaysAsync(DateOnly from, DateOnly to, Func<int, DateOnly, double> sales)
    {
        var days = Enumerable.Range(from.DayNumber, to.DayNumber - from.DayNumber + 1).Select(DateOnly.FromDayNumber).ToList();
        foreach (var (shop, number) in Shops.Select((shop, at) => (shop, at)))
        {
            var told = days.Select(day => (Day: day, Amount: Math.Round((decimal)sales(number, day), 2))).Where(one => one.Amount > 0).ToList();
            await WriteAsync(
                """
                insert into records.daily_close (network_id, location_id, business_day, source, id, currency, net_sales, visits)
                select @Network, @Shop, d, 'test', gen_random_uuid(), 'USD', a, 1 + (a / 40)::int from unnest(@Days::date[], @Amounts::numeric[]) t(d, a)
                """,
                new { Network, Shop = shop.Value, Days = told.Select(one => one.Day).ToArray(), Amounts = told.Select(one => one.Amount).ToArray() });
        }

        await SettleAsync();
    }

    /// <summary>A sale of one service to a client (null: a passer-by).</summary>
    public sealed record Sale(int Shop, DateOnly Day, string? Client, string Service, double Price);

    /// <summary>A booking with its outcome; confirmed where it is to come.</summary>
    public sealed record Booking(int Shop, DateOnly Day, int Hour, string? Client, string Service, string Status, int DaysAhead);

    /// <summary>Writes sales with their lines, without settling.</summary>
    public async Task SellAsync(IReadOnlyList<Sale> sales)
    {
        var ids = sales.Select(_ => Guid.CreateVersion7(Clock.GetUtcNow())).ToArray();
        await WriteAsync(
            """
            insert into records.sale (network_id, location_id, business_day, id, source, source_key, client_id, currency, service_sales, product_sales, service_discounts, product_discounts,
                service_refunds, product_refunds, gift_card_sales, membership_sales, service_charges, fees, tax, tips, gift_card_redemptions, total, is_visit, staff_ids, taxes, tips_by_staff, payments)
            select @Network, l, d, i, 'test', i::text, c, 'USD', a, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, a, true, '{}', '[]', '[]', '[]'
            from unnest(@Shops::uuid[], @Days::date[], @Ids::uuid[], @Clients::uuid[], @Amounts::numeric[]) t(l, d, i, c, a);
            insert into records.sale_line (network_id, business_day, sale_id, position, kind, name, quantity, unit_price, amount, discount, discounts, is_refund)
            select @Network, d, i, 1, 'service', n, 1, a, a, 0, '[]', false from unnest(@Days::date[], @Ids::uuid[], @Services::text[], @Amounts::numeric[]) t(d, i, n, a)
            """,
            new
            {
                Network,
                Ids = ids,
                Shops = sales.Select(sale => Shops[sale.Shop].Value).ToArray(),
                Days = sales.Select(sale => sale.Day).ToArray(),
                Clients = sales.Select(sale => sale.Client is { } client ? Person(client) : (Guid?)null).ToArray(),
                Services = sales.Select(sale => sale.Service).ToArray(),
                Amounts = sales.Select(sale => Math.Round((decimal)sale.Price, 2)).ToArray(),
            });
    }

    /// <summary>Writes bookings of half an hour.</summary>
    public async Task BookAsync(IReadOnlyList<Booking> bookings)
    {
        var zone = Find(Root).Zone;
        DateTimeOffset At(DateOnly day, int hour)
        {
            var local = day.ToDateTime(new TimeOnly(hour, 0));
            return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        }

        await WriteAsync(
            """
            insert into records.booking (network_id, location_id, business_day, id, source, source_key, client_id, service_name, starts_at, ends_at, status, booked_at)
            select @Network, l, d, i, 'test', i::text, c, n, s, s + interval '30 minutes', t, b
            from unnest(@Shops::uuid[], @Days::date[], @Ids::uuid[], @Clients::uuid[], @Services::text[], @Starts::timestamptz[], @States::text[], @Booked::timestamptz[]) x(l, d, i, c, n, s, t, b)
            """,
            new
            {
                Network,
                Ids = bookings.Select(_ => Guid.CreateVersion7(Clock.GetUtcNow())).ToArray(),
                Shops = bookings.Select(one => Shops[one.Shop].Value).ToArray(),
                Days = bookings.Select(one => one.Day).ToArray(),
                Clients = bookings.Select(one => one.Client is { } client ? Person(client) : (Guid?)null).ToArray(),
                Services = bookings.Select(one => one.Service).ToArray(),
                Starts = bookings.Select(one => At(one.Day, one.Hour)).ToArray(),
                States = bookings.Select(one => one.Status).ToArray(),
                Booked = bookings.Select(one => At(one.Day.AddDays(-one.DaysAhead), 12).AddHours(-4)).ToArray(),
            });
    }

    public static Guid Person(string name) => new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    public async Task WriteAsync(string sql, object parameters)
    {
        await using var session = await Node.Database.WriteAsync(Scope.OfSystem(Network), "test", CancellationToken.None);
        await session.ExecuteAsync(sql, parameters, CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
    }

    public async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, object? parameters = null)
    {
        await using var session = await Node.Database.ReadAsync(Network, CancellationToken.None);
        return await session.QueryAsync<T>(sql, parameters, CancellationToken.None);
    }

    /// <summary>Brings cells and sums up to the records.</summary>
    public async Task SettleAsync()
    {
        await Get<IFeedCatchUp>().RunAsync(CancellationToken.None);
        await Get<ICellSettling>().RunAsync(CancellationToken.None);
    }

    /// <summary>Runs one part now, as the night's run does.</summary>
    internal async Task<string> RunAsync(string part, string reason = "asked", DateOnly? today = null)
    {
        await Get<INetworkTree>().LoadAsync(CancellationToken.None);
        var run = new PredictionRun(Network, Guid.CreateVersion7(Clock.GetUtcNow()), today ?? Today, reason, (_, _) => { });
        return await Node.Services.GetServices<IPredictionPart>().Single(one => one.Name == part).RunAsync(run, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await _database.DisposeAsync();
    }
}

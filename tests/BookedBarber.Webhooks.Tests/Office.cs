using BookedBarber.Access;
using BookedBarber.Network;
using BookedBarber.Network.Contracts;
using BookedBarber.Records;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Testing;
using BookedBarber.Webhooks.Delivering;
using BookedBarber.Webhooks.Features.Deliveries;
using BookedBarber.Webhooks.Features.Endpoints;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Webhooks.Tests;

/// <summary>One node over a fresh database that delivers to this machine; shared by the tests of a class, each of which makes a network of its own.</summary>
public sealed class Office : IAsyncLifetime
{
    private static readonly IReadOnlyList<IModule> Modules = [new NetworkModule(), new AccessModule(), new RecordsModule(), new WebhooksModule()];
    private TestDatabase _database = null!;
    private int _networks;

    internal TestNode Node { get; private set; } = null!;

    internal FakeClock Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero));

    internal static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync([.. Modules]);
        Node = await AnotherNodeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await _database.DisposeAsync();
    }

    internal Task<TestNode> AnotherNodeAsync() =>
        TestNode.StartAsync(_database, Modules, Clock, withWorkers: true, services => services.AddSingleton(new WebhookOptions(AllowLoopback: true)));

    /// <summary>A network with a region North that holds the shop Main, and a region South that holds the shop Harbor.</summary>
    internal async Task<Street> StreetAsync()
    {
        var editor = Node.Get<INetworkEditor>();
        var network = Value(await editor.CreateNetworkAsync(Caller.System, new NewNetwork($"Network {Interlocked.Increment(ref _networks)}", null, "USD", "America/New_York"), Ct));
        var nodes = Value(await editor.UpsertNodesAsync(
            Scope.OfSystem(network.Id),
            [
                new NewNode(NodeKind.Region, "N", "North"), new NewNode(NodeKind.Region, "S", "South"),
                new NewNode(NodeKind.Location, "1", "Main", "N"), new NewNode(NodeKind.Location, "2", "Harbor", "S"),
            ],
            Ct));
        return new Street(this, network.Id, nodes[0], nodes[1], nodes[2], nodes[3]);
    }

    /// <summary>Lets the dispatcher look again at once, which it else does within a second.</summary>
    internal void Look() => Node.Get<Dispatcher>().Wake();

    internal static T Value<T>(Result<T> result) => result.Succeeded
        ? result.Value
        : throw new InvalidOperationException($"{result.Problem.Code}: {result.Problem.Detail} {string.Join("; ", result.Problem.Fields?.Select(field => $"{field.Field} {field.Code}") ?? [])}");
}

/// <summary>A network of an <see cref="Office"/>, with short words for what the tests do most.</summary>
internal sealed record Street(Office Office, NetworkId Network, Node North, Node South, Node Main, Node Harbor)
{
    private static CancellationToken Ct => Office.Ct;

    public Scope Scope => Scope.OfSystem(Network);

    public Task<WebhookMade> SubscribeAsync(Receiver receiver, params string[] types) => SubscribeAsync(receiver.Url, null, null, null, types);

    public Task<WebhookMade> SubscribeAsync(Receiver receiver, Node node, params string[] types) => SubscribeAsync(receiver.Url, node, null, null, types);

    public async Task<WebhookMade> SubscribeAsync(Uri url, Node? node, string? scheme, string? fields, params string[] types) =>
        Office.Value(await Office.Node.Get<MakeWebhook>().RunAsync(Scope, new NewWebhook(url.AbsoluteUri, types, node?.Id.Value, scheme, fields, null), Ct));

    /// <summary>Rings up a sale of this key, or the same with another amount.</summary>
    public Task<Guid> SellAsync(Node shop, string key, decimal amount = 40) => WriteAsync(
        shop, new SaleRecord(key, null, new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero), null, null, null, null, [new SaleLine(SaleLineKind.Service, "Cut", null, null, 1, null, amount, [])], [], [], [], null));

    public async Task<Guid> WriteAsync<T>(Node shop, T record)
        where T : CanonicalRecord
    {
        await using var session = await Office.Node.Database.WriteAsync(Scope, "test", Ct);
        var outcome = await Office.Node.Get<IRecordWriter>().WriteAsync(session, "test", [new LocatedRecord<T>(shop, record)], OnConflict.Update, Ct);
        outcome[0].Problem.ShouldBeNull();
        await session.CommitAsync(Ct);
        return outcome[0].Id;
    }

    /// <summary>Waits until the deliveries of a webhook are as wanted.</summary>
    public async Task<IReadOnlyList<DeliveryItem>> DeliveriesAsync(Guid webhook, Func<IReadOnlyList<DeliveryItem>, bool> isEnough)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(15));
        while (true)
        {
            var items = Office.Value(await Office.Node.Get<DeliveryReader>().ListAsync(Scope, webhook, new DeliveryQuery(null, null, null, null, "created", 200, null), Ct)).Items;
            if (isEnough(items))
            {
                return items;
            }

            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException(string.Join("; ", items));
            }

            await timer.WaitForNextTickAsync(Ct);
        }
    }

    public Task<IReadOnlyList<DeliveryItem>> AllDoneAsync(Guid webhook, int count) => DeliveriesAsync(webhook, items => items.Count == count && items.All(item => item.State == "delivered"));

    public async Task<WebhookItem> WebhookAsync(Guid webhook) => (await Office.Node.Get<WebhookStore>().FindAsync(Scope, webhook, Ct))!;

    public async Task<WebhookItem> WebhookAsync(Guid webhook, Func<WebhookItem, bool> isEnough)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(15));
        while (true)
        {
            var item = await WebhookAsync(webhook);
            if (isEnough(item))
            {
                return item;
            }

            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException(item.ToString());
            }

            await timer.WaitForNextTickAsync(Ct);
        }
    }
}

using BookedBarber.Network.Contracts;
using BookedBarber.Network.Editing;
using BookedBarber.Network.Tree;
using BookedBarber.Shared;
using BookedBarber.Testing;

namespace BookedBarber.Network.Tests;

/// <summary>One node over its own database, with short words for what the tests do most.</summary>
internal sealed class NetworkFixture : IAsyncDisposable
{
    private static readonly IReadOnlyList<IModule> Modules = [new NetworkModule()];
    private readonly TestDatabase _database;
    private int _networks;

    private NetworkFixture(TestDatabase database, TestNode node, FakeClock clock) => (_database, Node, Clock) = (database, node, clock);

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public TestNode Node { get; }

    public FakeClock Clock { get; }

    public INetworkTree Tree => Node.Get<INetworkTree>();

    public INetworkEditor Editor => Node.Get<INetworkEditor>();

    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().DateTime);

    public static async Task<NetworkFixture> StartAsync(bool withWorkers = false)
    {
        var database = await TestDatabase.CreateAsync([.. Modules]);
        var clock = new FakeClock(new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero));
        return new NetworkFixture(database, await TestNode.StartAsync(database, Modules, clock, withWorkers), clock);
    }

    /// <summary>Another process over the same database.</summary>
    public Task<TestNode> AnotherNodeAsync(bool withWorkers = true) => TestNode.StartAsync(_database, Modules, Clock, withWorkers);

    public async Task<NetworkSummary> NewNetworkAsync(string? name = null) =>
        Value(await Editor.CreateNetworkAsync(Caller.System, new NewNetwork(name ?? $"Network {++_networks}", null, "EUR", "Europe/Vienna"), Token));

    public async Task<IReadOnlyList<Node>> AddAsync(NetworkId network, params NewNode[] nodes) =>
        Value(await Editor.UpsertNodesAsync(Scope.OfSystem(network), nodes, Token));

    public Task<Result<NodeId>> MoveAsync(NodeId unit, NodeId parent, DateOnly from)
    {
        var node = Tree.Find(unit)!;
        return Node.Get<TreeEditor>().RunAsync(Scope.OfSystem(node.Network), "test", edit => UnitMover.MoveAsync(edit, node, Tree.Find(parent)!, from, Token), Token);
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(NetworkId network, string sql, object? parameters = null)
    {
        await using var session = await Node.Database.ReadAsync(network, Token);
        return await session.QueryAsync<T>(sql, parameters, Token);
    }

    public static NewNode Region(string code, string? parent = null) => new(NodeKind.Region, code, $"Region {code}", parent);

    public static NewNode Group(string code, string? parent = null) => new(NodeKind.Group, code, $"Group {code}", parent);

    public static NewNode Shop(string code, string? parent = null) => new(NodeKind.Location, code, $"Shop {code}", parent);

    public static T Value<T>(Result<T> result) => result.Succeeded
        ? result.Value
        : throw new InvalidOperationException($"{result.Problem.Code}: {result.Problem.Detail} {string.Join("; ", result.Problem.Fields?.Select(field => $"{field.Field} {field.Code}") ?? [])}");

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await _database.DisposeAsync();
    }
}

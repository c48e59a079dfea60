using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Operations.Demo;

/// <summary>Which demo networks there are and which parts of them are written.</summary>
internal sealed class DemoLedger(IDatabase database)
{
    public async Task<IReadOnlyList<DemoRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("demo", cancellationToken);
        return await session.QueryAsync<DemoRow>($"{DemoRow.Select} order by slug", null, cancellationToken);
    }

    public async Task<DemoRow?> FindAsync(NetworkId network, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("demo", cancellationToken);
        return await session.FirstAsync<DemoRow>($"{DemoRow.Select} where network_id = @network", new { network }, cancellationToken);
    }

    public async Task AddAsync(DemoRow row, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("demo", cancellationToken);
        await session.ExecuteAsync(
            """
            insert into operations.demo (network_id, slug, name, locations, days, seed, end_day, told_at, live_until, is_live, detailed_shop_days)
            values (@NetworkId, @Slug, @Name, @Locations, @Days, @Seed, @EndDay, @ToldAt, @LiveUntil, @IsLive, @DetailedShopDays)
            """,
            row,
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    public async Task MarkTreeAsync(NetworkId network, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("demo", cancellationToken);
        await session.ExecuteAsync("update operations.demo set has_tree = true where network_id = @network", new { network }, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>The parts that are written, as (part, shop).</summary>
    public async Task<HashSet<(int Part, int Shop)>> LoadedAsync(NetworkId network, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("demo", cancellationToken);
        return [.. await session.QueryAsync<(int, int)>("select part, shop from operations.demo_part where network_id = @network", new { network }, cancellationToken)];
    }

    /// <summary>Notes a part in the transaction that writes it.</summary>
    public static Task MarkAsync(Session session, NetworkId network, int part, int shop, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "insert into operations.demo_part (network_id, part, shop) values (@network, @part, @shop) on conflict do nothing",
            new { network, part, shop },
            cancellationToken);

    /// <summary>Notes how far live life has come, in the transaction that writes it.</summary>
    public static Task MoveAsync(Session session, NetworkId network, DateTimeOffset liveUntil, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "update operations.demo set live_until = greatest(live_until, @liveUntil) where network_id = @network",
            new { network, liveUntil },
            cancellationToken);
}

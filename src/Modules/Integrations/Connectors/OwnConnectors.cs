using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connectors;

/// <summary>The manifests that networks added themselves, with all their versions.</summary>
internal sealed class OwnConnectors(IDatabase database, TimeProvider clock)
{
    private const string Columns = "c.id, c.name, c.version, c.yaml, c.created_by_name, c.created_at, c.removed_at";

    /// <summary>The newest version of each connector that was not removed.</summary>
    public async Task<IReadOnlyList<OwnConnectorEntry>> CurrentAsync(NetworkId network, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        return await session.QueryAsync<OwnConnectorEntry>(
            $"""
            select distinct on (c.name) {Columns} from integrations.own_connector c
            where c.network_id = @network and c.removed_at is null
            order by c.name, c.version desc
            """,
            new { network },
            cancellationToken);
    }

    /// <summary>All versions of a connector, the newest first; those of removed ones, too.</summary>
    public async Task<IReadOnlyList<OwnConnectorEntry>> VersionsAsync(NetworkId network, string name, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        return await session.QueryAsync<OwnConnectorEntry>(
            $"select {Columns} from integrations.own_connector c where c.network_id = @network and c.name = @name order by c.version desc limit 200",
            new { network, name },
            cancellationToken);
    }

    /// <summary>Adds a version. The same text as the newest one's adds nothing.</summary>
    /// <returns>The version in force.</returns>
    public async Task<int> SaveAsync(Scope scope, string name, string yaml, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        await session.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended(@Key, 10))", new { Key = $"own_connector/{scope.Network}/{name}" }, cancellationToken);
        var newest = await session.FirstAsync<OwnConnectorEntry>(
            $"select {Columns} from integrations.own_connector c where c.network_id = @Network and c.name = @name order by c.version desc limit 1", new { scope.Network, name }, cancellationToken);
        if (newest is { RemovedAt: null } && newest.Yaml == yaml)
        {
            return newest.Version;
        }

        var version = (newest?.Version ?? 0) + 1;
        await session.ExecuteAsync(
            """
            insert into integrations.own_connector (network_id, id, name, version, yaml, created_by, created_by_name, created_at)
            values (@Network, @Id, @name, @version, @yaml, @By, @ByName, @Now)
            """,
            new { scope.Network, Id = Guid.CreateVersion7(clock.GetUtcNow()), name, version, yaml, By = scope.Caller.Id, ByName = scope.Caller.Name, Now = clock.GetUtcNow() },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
        return version;
    }

    /// <summary>Removes a connector; its versions are kept. False: there is none.</summary>
    public async Task<bool> RemoveAsync(Scope scope, string name, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        var removed = await session.ExecuteAsync(
            "update integrations.own_connector set removed_at = @Now where network_id = @Network and name = @name and removed_at is null", new { scope.Network, name, Now = clock.GetUtcNow() }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return removed > 0;
    }
}

/// <summary>A row of integrations.own_connector.</summary>
internal sealed record OwnConnectorEntry(Guid Id, string Name, int Version, string Yaml, string CreatedByName, DateTimeOffset CreatedAt, DateTimeOffset? RemovedAt);

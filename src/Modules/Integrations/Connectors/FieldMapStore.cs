using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connectors;

/// <summary>Networks' own changes of field maps, with all their versions.</summary>
internal sealed class FieldMapStore(IDatabase database, TimeProvider clock)
{
    private const string Columns = "m.id, m.vendor, m.stream, m.version, m.yaml, m.note, m.created_by_name, m.created_at";

    /// <summary>The version in force; null: the connector's own map is.</summary>
    public async Task<FieldMapEntry?> NewestAsync(NetworkId network, string vendor, string stream, CancellationToken cancellationToken) =>
        await VersionsAsync(network, vendor, stream, 1, cancellationToken) is [{ Yaml.Length: > 0 } newest] ? newest : null;

    /// <summary>Versions, the newest first. One with an empty text says that the connector's own map is in force again.</summary>
    public async Task<IReadOnlyList<FieldMapEntry>> VersionsAsync(NetworkId network, string vendor, string stream, int limit, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        return await session.QueryAsync<FieldMapEntry>(
            $"select {Columns} from integrations.field_map m where m.network_id = @network and m.vendor = @vendor and m.stream = @stream order by m.version desc limit @limit",
            new { network, vendor, stream, limit },
            cancellationToken);
    }

    /// <summary>Adds a version.</summary>
    /// <returns>Its number.</returns>
    public async Task<int> SaveAsync(Scope scope, string vendor, string stream, string yaml, string? note, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        await session.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended(@Key, 11))", new { Key = $"field_map/{scope.Network}/{vendor}/{stream}" }, cancellationToken);
        var version = 1 + await session.FirstAsync<int>(
            "select coalesce(max(version), 0) from integrations.field_map where network_id = @Network and vendor = @vendor and stream = @stream", new { scope.Network, vendor, stream }, cancellationToken);
        await session.ExecuteAsync(
            """
            insert into integrations.field_map (network_id, id, vendor, stream, version, yaml, note, created_by, created_by_name, created_at)
            values (@Network, @Id, @vendor, @stream, @version, @yaml, @note, @By, @ByName, @Now)
            """,
            new { scope.Network, Id = Guid.CreateVersion7(clock.GetUtcNow()), vendor, stream, version, yaml, note, By = scope.Caller.Id, ByName = scope.Caller.Name, Now = clock.GetUtcNow() },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
        return version;
    }
}

/// <summary>A row of integrations.field_map.</summary>
internal sealed record FieldMapEntry(Guid Id, string Vendor, string Stream, int Version, string Yaml, string? Note, string CreatedByName, DateTimeOffset CreatedAt);

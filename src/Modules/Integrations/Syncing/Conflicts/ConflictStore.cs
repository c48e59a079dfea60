using BookedBarber.Integrations.Connections;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Conflicts;

/// <summary>The review list.</summary>
internal sealed class ConflictStore(IDatabase database, TimeProvider clock)
{
    private const string Columns =
        "id, stream, key, record, record_id, location_id, field, base::text as base, ours::text as ours, theirs::text as theirs, rule, winner, state, created_at, decided_at, decided_by_name";

    public async Task<IReadOnlyList<ConflictRow>> ListAsync(Connection connection, string? state, Guid? before, int limit, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(connection.Network, cancellationToken);
        return await session.QueryAsync<ConflictRow>(
            $"""
             select {Columns} from integrations.field_conflict
             where network_id = @Network and connection_id = @Id and (@state::text is null or state = @state) and (@before::uuid is null or id < @before) order by id desc limit @limit
             """,
            new { connection.Network, connection.Id, state, before, limit },
            cancellationToken);
    }

    public async Task<ConflictRow?> FindAsync(Connection connection, Guid id, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(connection.Network, cancellationToken);
        return await FindAsync(session, connection, id, cancellationToken);
    }

    public static Task<ConflictRow?> FindAsync(Session session, Connection connection, Guid id, CancellationToken cancellationToken) => session.FirstAsync<ConflictRow>(
        $"select {Columns} from integrations.field_conflict where network_id = @Network and connection_id = @Connection and id = @id",
        new { connection.Network, Connection = connection.Id, id },
        cancellationToken);

    /// <summary>Writes down in the caller's transaction who won.</summary>
    public Task DecideAsync(Session session, Scope scope, Guid id, ConflictSide winner, string state, CancellationToken cancellationToken) => session.ExecuteAsync(
        """
        update integrations.field_conflict set winner = @Winner, state = @state, decided_at = @Now, decided_by = @By, decided_by_name = @ByName where network_id = @Network and id = @id
        """,
        new { scope.Network, id, state, Winner = winner == ConflictSide.Ours ? "ours" : "theirs", Now = clock.GetUtcNow(), By = scope.Caller.Id.Value, ByName = scope.Caller.Name },
        cancellationToken);
}

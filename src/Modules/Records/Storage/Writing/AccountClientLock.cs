using Npgsql;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Records.Storage.Writing;

/// <summary>Writers of an account's clients take turns until the end of their transactions.</summary>
/// <remarks>
/// Sales, bookings and the list of clients are read at the same time, and each makes, names or moves many of the same clients, in an order that the planner chooses:
/// without turns they would lock each other out. That a key has one client is the unique index's to ensure, not this lock's.
/// </remarks>
internal static class AccountClientLock
{
    public static async Task TakeAsync<T>(WriteChunk<T> chunk, CancellationToken cancellationToken)
        where T : CanonicalRecord
    {
        await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", chunk.Session.Connection, chunk.Session.Transaction);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"clients:{chunk.Network:N}:{chunk.Source.Name}" });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

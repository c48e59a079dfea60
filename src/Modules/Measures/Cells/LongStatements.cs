using BookedBarber.Storage;
using Dapper;

namespace BookedBarber.Measures.Cells;

/// <summary>Statements over many cells: as long as they take, until somebody cancels. The usual limit of half a minute is for answers that people wait for.</summary>
internal static class LongStatements
{
    public static Task<int> ExecuteLongAsync(this Session session, string sql, object parameters, CancellationToken cancellationToken) =>
        session.Connection.ExecuteAsync(new CommandDefinition(sql, parameters, session.Transaction, commandTimeout: 0, cancellationToken: cancellationToken));

    public static async Task<IReadOnlyList<T>> QueryLongAsync<T>(this Session session, string sql, object parameters, CancellationToken cancellationToken) =>
        [.. await session.Connection.QueryAsync<T>(new CommandDefinition(sql, parameters, session.Transaction, commandTimeout: 0, cancellationToken: cancellationToken))];
}

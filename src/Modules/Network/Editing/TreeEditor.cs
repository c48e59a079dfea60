using BookedBarber.Network.Tree;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BookedBarber.Network.Editing;

/// <summary>Runs changes of a network's tree one after another, and shows them in this process's tree as soon as they are committed.</summary>
internal sealed partial class TreeEditor(IDatabase database, NetworkTree tree, TimeProvider clock, ILogger<TreeEditor> logger)
{
    /// <summary>Runs one change. A problem rolls it back.</summary>
    /// <returns>What the work returned; <c>not_found</c> when there is no such network; <c>already_exists</c> when an id, code or slug was taken meanwhile.</returns>
    public async Task<Result<T>> RunAsync<T>(Scope scope, string cause, Func<TreeEdit, Task<Result<T>>> work, CancellationToken cancellationToken)
    {
        // The edit's connection is back in the pool before the refresh takes one: writers that each hold one and wait for another would wait for each other.
        var (result, touched) = await EditAsync(scope, cause, work, cancellationToken);
        if (result.Succeeded)
        {
            await ShowAsync(scope.Network, touched, cancellationToken);
        }

        return result;
    }

    /// <summary>Reads what was just committed into this process's tree.</summary>
    public async Task ShowAsync(NetworkId network, IReadOnlyCollection<Guid> nodes, CancellationToken cancellationToken)
    {
        try
        {
            await tree.RefreshAsync(network, nodes, cancellationToken);
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            // Saved is saved: the answer must not say otherwise. The feed brings the change in a moment.
            Log.ShownLater(logger, fault, network);
        }
    }

    private static Problem Taken(PostgresException fault) => fault.ConstraintName switch
    {
        "network_slug_key" or "node_network_id_slug_key" => new("slug_taken", "Another has this slug; nothing was saved. Choose a different one.", ProblemKind.Conflict),
        "node_code" => new("code_taken", "Another unit of this level has this code; nothing was saved. Choose a different one.", ProblemKind.Conflict),
        _ => new("already_exists", "This id is in use already; nothing was saved.", ProblemKind.Conflict),
    };

    private async Task<(Result<T> Result, IReadOnlyCollection<Guid> Touched)> EditAsync<T>(
        Scope scope, string cause, Func<TreeEdit, Task<Result<T>>> work, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(scope, cause, cancellationToken);

        // Cycles and double codes come from two changes at once that are each fine alone; changes of one tree are rare enough to queue.
        var locked = await session.FirstAsync<int?>("select 1 from network.network where network_id = @Network for no key update", new { scope.Network }, cancellationToken);
        if (locked is null || await tree.CurrentAsync(session, scope.Network, ids: null, cancellationToken) is not { } snapshot)
        {
            return (Problem.NotFound("network"), []);
        }

        var edit = new TreeEdit(session, snapshot, scope, clock.GetUtcNow());
        try
        {
            var result = await work(edit);
            if (result.Succeeded)
            {
                await session.CommitAsync(cancellationToken);
            }

            return (result, edit.Touched);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return (Taken(fault), []);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4003, LogLevel.Warning, "A change of network {Network} is saved but not yet in this process's tree.")]
        public static partial void ShownLater(ILogger logger, Exception fault, NetworkId network);
    }
}

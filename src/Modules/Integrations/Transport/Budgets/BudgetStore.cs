using BookedBarber.Storage;

namespace BookedBarber.Integrations.Transport.Budgets;

/// <summary>Budgets in the database, shared by all nodes. Instants are the nodes' own: they have to keep time (the doctor looks after that).</summary>
internal sealed class BudgetStore(IDatabase database)
{
    private const string Cause = "transport";

    /// <summary>Takes calls out of a budget ahead of time.</summary>
    public async Task<BudgetState> TakeAsync(BudgetKey key, int count, TimeSpan interval, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync(Cause, cancellationToken);
        var row = await session.FirstAsync<TakenRow>(
            """
            insert into integrations.budget as b (scope, name, next_at, updated_at)
            values (@Scope, @Name, @now + @interval::interval * @count, @now)
            on conflict (scope, name) do update
                set next_at = greatest(b.next_at, @now) + greatest(@interval::interval, case when b.paced_until > @now then make_interval(secs => b.paced_ms / 1000) end) * @count, updated_at = @now
            returning b.next_at, case when b.paced_until > @now then b.paced_ms end as paced_ms, case when b.blocked_until > @now then b.blocked_until end as blocked_until
            """,
            new { key.Scope, key.Name, count, interval, now },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
        var paced = TimeSpan.FromMilliseconds(row!.PacedMs ?? 0);
        return new BudgetState(row.NextAt, paced > interval ? paced : interval, row.BlockedUntil);
    }

    /// <summary>Tells all nodes what the vendor said about a budget. A null leaves what is known.</summary>
    public async Task LearnAsync(BudgetKey key, TimeSpan? paced, DateTimeOffset? pacedUntil, DateTimeOffset? blockedUntil, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync(Cause, cancellationToken);
        await session.ExecuteAsync(
            """
            insert into integrations.budget as b (scope, name, next_at, paced_ms, paced_until, blocked_until, updated_at) values (@Scope, @Name, @now, @PacedMs, @pacedUntil, @blockedUntil, @now)
            on conflict (scope, name) do update
                set paced_ms = coalesce(@PacedMs, b.paced_ms), paced_until = coalesce(@pacedUntil, b.paced_until), blocked_until = greatest(b.blocked_until, @blockedUntil), updated_at = @now
            """,
            new { key.Scope, key.Name, PacedMs = paced?.TotalMilliseconds, pacedUntil, blockedUntil, now },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    private sealed record TakenRow(DateTimeOffset NextAt, double? PacedMs, DateTimeOffset? BlockedUntil);
}

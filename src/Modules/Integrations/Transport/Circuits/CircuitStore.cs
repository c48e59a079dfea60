using BookedBarber.Storage;

namespace BookedBarber.Integrations.Transport.Circuits;

/// <summary>Open circuits in the database: what one node has found out, the others need not.</summary>
internal sealed class CircuitStore(IDatabase database)
{
    private const string Cause = "transport";

    public async Task<OpenCircuit?> FindAsync(CircuitKey key, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync(Cause, cancellationToken);
        return await session.FirstAsync<OpenCircuit>(
            "select openings, open_until, probe_until from integrations.circuit where network_id = @Network and connection_id = @Connection and host = @Host", new { key.Network, key.Connection, key.Host }, cancellationToken);
    }

    /// <summary>Opens a circuit, or leaves it open for longer after a probe that failed.</summary>
    public async Task<OpenCircuit> OpenAsync(CircuitKey key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync(Cause, cancellationToken);
        var opened = await session.FirstAsync<OpenCircuit>(
            """
            insert into integrations.circuit as c (network_id, connection_id, host, openings, opened_at, open_until)
            values (@Network, @Connection, @Host, 1, @now, @now + @First::interval)
            on conflict (network_id, connection_id, host) do update
                set openings = case when c.open_until > @now then c.openings else c.openings + 1 end,
                    open_until = case when c.open_until > @now then c.open_until else @now + least(@Longest::interval, @First::interval * power(2, least(c.openings, 10))) end, probe_until = null
            returning openings, open_until, probe_until
            """,
            new { key.Network, key.Connection, key.Host, now, First = Circuit.FirstPause, Longest = Circuit.LongestPause },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
        return opened!;
    }

    /// <summary>Tries to become the one who finds out whether the vendor is back.</summary>
    /// <returns>Whether this is the one; false when somebody else is, or when the circuit was closed meanwhile.</returns>
    public async Task<bool> TryProbeAsync(CircuitKey key, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync(Cause, cancellationToken);
        var taken = await session.ExecuteAsync(
            """
            update integrations.circuit set probe_until = @until
            where network_id = @Network and connection_id = @Connection and host = @Host and open_until <= @now and (probe_until is null or probe_until <= @now)
            """,
            new { key.Network, key.Connection, key.Host, now, until },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
        return taken == 1;
    }

    /// <summary>Closes a circuit.</summary>
    /// <returns>Whether it was open.</returns>
    public async Task<bool> CloseAsync(CircuitKey key, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync(Cause, cancellationToken);
        var closed = await session.ExecuteAsync("delete from integrations.circuit where network_id = @Network and connection_id = @Connection and host = @Host", new { key.Network, key.Connection, key.Host }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return closed == 1;
    }
}

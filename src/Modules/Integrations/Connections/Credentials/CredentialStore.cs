using BookedBarber.Integrations.Connections.Storage;
using BookedBarber.Integrations.Connections.Vault;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connections.Credentials;

/// <summary>The table of credentials: one row decides over all nodes who renews. Leases are measured by the database's clock alone.</summary>
internal sealed class CredentialStore(IDatabase database, SecretVault vault, ConnectionStore connections)
{
    /// <summary>Longer than a vendor may take to renew, so that a lease ends by itself only when its holder is gone.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private const string Cause = "credentials";

    public async Task<CredentialRow?> FindAsync(NetworkId network, Guid connection, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync(Cause, cancellationToken);
        return await session.FirstAsync<CredentialRow>(
            """
            select generation, issued_at, expires_at, renew_at, refused_at, lease_holder, coalesce(lease_until > clock_timestamp(), false) as is_leased
            from integrations.credential where network_id = @network and connection_id = @connection
            """,
            new { network, connection },
            cancellationToken);
    }

    /// <summary>Tries to become the one who renews. Notes beforehand that the vendor is about to be asked: if nobody ever says how it ended, the next one knows.</summary>
    /// <returns>The turn; null when somebody else has it, it was renewed meanwhile, or it is refused for good.</returns>
    public async Task<RenewalTurn?> TryBeginAsync(NetworkId network, Guid connection, long generation, string holder, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync(Cause, cancellationToken);
        var turn = await session.FirstAsync<RenewalTurn>(
            """
            with before as (
                select attempt_generation, attempt_at from integrations.credential where network_id = @network and connection_id = @connection for update
            )
            update integrations.credential c
            set lease_holder = @holder, lease_until = clock_timestamp() + @Lease::interval, fence = c.fence + 1, attempt_generation = c.generation, attempt_at = clock_timestamp()
            from before b
            where c.network_id = @network and c.connection_id = @connection and c.generation = @generation and c.refused_at is null
              and (c.lease_until is null or c.lease_until <= clock_timestamp())
            returning c.generation, c.fence, case when b.attempt_generation = c.generation then b.attempt_at end as interrupted_at
            """,
            new { network, connection, generation, holder, Lease },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
        return turn;
    }

    /// <summary>Stores what the vendor gave. Decided by the generation alone: tokens that came late, after the lease had ended, are still the newest where nobody stored others.</summary>
    /// <returns>Whether they were stored; false: somebody stored newer ones.</returns>
    public async Task<bool> CompleteAsync(NetworkId network, Guid connection, long generation, TokenSet tokens, TokenTimes times, CancellationToken cancellationToken)
    {
        var place = new SecretPlace(network, connection, SecretFields.Tokens);
        var sealedTokens = await vault.SealAsync(place, tokens.ToSecret(), cancellationToken);
        await using var session = await database.SystemAsync(Cause, cancellationToken);
        var stored = await session.ExecuteAsync(
            """
            update integrations.credential
            set generation = generation + 1, issued_at = @IssuedAt, expires_at = @ExpiresAt, renew_at = @RenewAt, refresh_expires_at = coalesce(@RefreshExpiresAt, refresh_expires_at), refused_at = null,
                lease_holder = null, lease_until = null, attempt_generation = null, attempt_at = null
            where network_id = @network and connection_id = @connection and generation = @generation
            """,
            new { network, connection, generation, times.IssuedAt, times.ExpiresAt, times.RenewAt, times.RefreshExpiresAt },
            cancellationToken);
        if (stored == 0)
        {
            return false;
        }

        await vault.StoreAsync(session, place, sealedTokens, expiresAt: null, cancellationToken);
        await session.ExecuteAsync(
            """
            insert into integrations.call_usage as u (network_id, connection_id, hour, class, outcome, calls, retries, bytes, took_ms)
            values (@network, @connection, date_trunc('hour', @IssuedAt, 'UTC'), @RenewalClass, 'ok', 1, 0, 0, 0)
            on conflict (network_id, connection_id, hour, class, outcome) do update set calls = u.calls + 1
            """,
            new { network, connection, times.IssuedAt, UnusualUse.RenewalClass },
            cancellationToken);
        await session.RecordActionAsync(network, "connection.token_renewed", connection, new { generation = generation + 1, times.ExpiresAt }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Gives the turn back without new tokens.</summary>
    /// <param name="network">The network.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="pause">How long nobody tries again.</param>
    /// <param name="isCertain">Whether it is certain that the vendor has not renewed; false leaves the note that somebody began.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task ReleaseAsync(NetworkId network, Guid connection, RenewalTurn turn, TimeSpan pause, bool isCertain, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync(Cause, cancellationToken);
        await session.ExecuteAsync(
            """
            update integrations.credential
            set lease_holder = null, lease_until = clock_timestamp() + @pause::interval,
                attempt_generation = case when @isCertain then null else attempt_generation end, attempt_at = case when @isCertain then null else attempt_at end
            where network_id = @network and connection_id = @connection and generation = @Generation and fence = @Fence
            """,
            new { network, connection, turn.Generation, turn.Fence, pause, isCertain },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>The vendor no longer takes it: nothing is called with it any more.</summary>
    /// <returns>Whether it was of that generation still; false: somebody renewed it meanwhile.</returns>
    public async Task<bool> RefuseAsync(NetworkId network, Guid connection, long generation, ConnectionTrouble trouble, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync(Cause, cancellationToken);
        var refused = await session.ExecuteAsync(
            """
            update integrations.credential set refused_at = clock_timestamp(), lease_holder = null, lease_until = null
            where network_id = @network and connection_id = @connection and generation = @generation and refused_at is null
            """,
            new { network, connection, generation },
            cancellationToken);
        if (refused == 1)
        {
            await session.RecordActionAsync(network, "connection.credentials_refused", connection, new { generation }, cancellationToken);
            await connections.ReportAsync(session, network, connection, trouble, cancellationToken); // together: a connection that lost its authorisation and told nobody would wait for ever
        }

        await session.CommitAsync(cancellationToken);
        return refused == 1;
    }

    /// <summary>Credentials that came from a person: a consent at the vendor, typed keys. They take the place of whatever was there.</summary>
    /// <param name="session">A system session; the caller commits.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="secrets">Sealed secrets by field.</param>
    /// <param name="times">When they end.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task ReplaceAsync(Session session, Connection connection, IReadOnlyDictionary<string, SealedSecret> secrets, TokenTimes times, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(
            """
            insert into integrations.credential as c (network_id, connection_id, generation, issued_at, expires_at, renew_at, refresh_expires_at)
            values (@Network, @Id, 1, @IssuedAt, @ExpiresAt, @RenewAt, @RefreshExpiresAt)
            on conflict (network_id, connection_id) do update
                set generation = c.generation + 1, issued_at = excluded.issued_at, expires_at = excluded.expires_at, renew_at = excluded.renew_at, refresh_expires_at = excluded.refresh_expires_at,
                    refused_at = null, lease_holder = null, lease_until = null, attempt_generation = null, attempt_at = null
            """,
            new { connection.Network, connection.Id, times.IssuedAt, times.ExpiresAt, times.RenewAt, times.RefreshExpiresAt },
            cancellationToken);
        foreach (var (field, secret) in secrets)
        {
            await vault.StoreAsync(session, new SecretPlace(connection.Network, connection.Id, field), secret, expiresAt: null, cancellationToken);
        }
    }

    /// <summary>Forgets everything that opens the vendor's system.</summary>
    public static async Task EraseAsync(Session session, NetworkId network, Guid connection, CancellationToken cancellationToken)
    {
        await SecretVault.EraseAsync(session, network, connection, cancellationToken);
        await session.ExecuteAsync("delete from integrations.credential where network_id = @network and connection_id = @connection", new { network, connection }, cancellationToken);
        await session.ExecuteAsync("delete from integrations.authorisation where network_id = @network and connection_id = @connection", new { network, connection }, cancellationToken);
    }

    /// <summary>Connections whose tokens are to be renewed ahead of time, the most urgent first.</summary>
    public async Task<IReadOnlyList<(NetworkId Network, Guid Connection)>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync(Cause, cancellationToken);
        var rows = await session.QueryAsync<DueRow>(
            """
            select c.network_id, c.connection_id from integrations.credential c
            join integrations.connection n on n.network_id = c.network_id and n.id = c.connection_id
            where c.refused_at is null and c.renew_at <= @now and (c.lease_until is null or c.lease_until <= clock_timestamp()) and n.state in ('active', 'failing', 'paused')
            order by c.renew_at limit @limit
            """,
            new { now, limit },
            cancellationToken);
        return [.. rows.Select(row => (row.NetworkId, row.ConnectionId))];
    }

    private sealed record DueRow(NetworkId NetworkId, Guid ConnectionId);
}

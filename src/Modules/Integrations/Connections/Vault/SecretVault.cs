using System.Security.Cryptography;
using System.Text;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connections.Vault;

/// <summary>Keeps secrets sealed in the database. Rows are written in the caller's system session, so that a secret and what says that it is there commit together.</summary>
internal sealed class SecretVault(IDatabase database, NetworkKeys keys, TimeProvider clock)
{
    /// <summary>Seals a text for a place, for those who keep it in a table of their own.</summary>
    public async Task<SealedSecret> SealAsync(SecretPlace place, Secret secret, CancellationToken cancellationToken)
    {
        var key = await keys.CurrentAsync(place.Network, cancellationToken);
        var plain = Encoding.UTF8.GetBytes(secret.Reveal());
        try
        {
            return new SealedSecret(key.Version, key.Seal(plain, place));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Opens what was sealed for a place.</summary>
    /// <exception cref="VaultException">It cannot be opened here, or it was sealed for another place.</exception>
    public async Task<Secret> OpenAsync(SecretPlace place, SealedSecret secret, CancellationToken cancellationToken)
    {
        var key = await keys.FindAsync(place.Network, secret.KeyVersion, cancellationToken);
        try
        {
            return new Secret(Encoding.UTF8.GetString(key.Open(secret.Message, place)));
        }
        catch (CryptographicException fault)
        {
            throw new VaultException("secret_unreadable", $"The secret '{place.Field}' of connection {place.Connection} does not open: it was changed or moved in the database. Connect that system again.", fault);
        }
    }

    /// <summary>Stores a secret in place of the one before.</summary>
    /// <param name="session">A system session; the caller commits.</param>
    /// <param name="place">Where it belongs.</param>
    /// <param name="secret">The secret, sealed by <see cref="SealAsync"/> before the session was opened.</param>
    /// <param name="expiresAt">When it is forgotten; null: not by time.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task StoreAsync(Session session, SecretPlace place, SealedSecret secret, DateTimeOffset? expiresAt, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            insert into integrations.secret (network_id, connection_id, field, key_version, sealed, updated_at, expires_at)
            values (@Network, @Connection, @Field, @KeyVersion, @Message, @Now, @expiresAt)
            on conflict (network_id, connection_id, field)
                do update set key_version = excluded.key_version, sealed = excluded.sealed, updated_at = excluded.updated_at, expires_at = excluded.expires_at
            """,
            new { place.Network, place.Connection, place.Field, secret.KeyVersion, secret.Message, Now = clock.GetUtcNow(), expiresAt },
            cancellationToken);

    /// <summary>A connection's secrets by field; those whose time is over are left out.</summary>
    /// <exception cref="VaultException">One of them cannot be opened.</exception>
    public async Task<IReadOnlyDictionary<string, Secret>> ReadAsync(NetworkId network, Guid connection, CancellationToken cancellationToken)
    {
        IReadOnlyList<SecretRow> rows;
        await using (var session = await database.SystemAsync("vault", cancellationToken))
        {
            rows = await session.QueryAsync<SecretRow>(
                "select field, key_version, sealed from integrations.secret where network_id = @network and connection_id = @connection and (expires_at is null or expires_at > @Now)",
                new { network, connection, Now = clock.GetUtcNow() },
                cancellationToken);
        }

        var secrets = new Dictionary<string, Secret>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            secrets[row.Field] = await OpenAsync(new SecretPlace(network, connection, row.Field), new SealedSecret(row.KeyVersion, row.Sealed), cancellationToken);
        }

        return secrets;
    }

    /// <summary>Erases all secrets of a connection.</summary>
    public static Task EraseAsync(Session session, NetworkId network, Guid connection, CancellationToken cancellationToken) =>
        session.ExecuteAsync("delete from integrations.secret where network_id = @network and connection_id = @connection", new { network, connection }, cancellationToken);

    private sealed record SecretRow(string Field, int KeyVersion, byte[] Sealed);
}

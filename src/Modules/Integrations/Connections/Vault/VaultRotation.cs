using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connections.Vault;

/// <summary>Changes keys while everything goes on: a new key seals from the first moment, the old one opens until nothing is left that it sealed.</summary>
internal sealed class VaultRotation(IDatabase database, NetworkKeys keys, SecretVault vault, IJobQueue jobs, TimeProvider clock)
{
    /// <summary>How long a retired key stays after the last secret was sealed anew: a node may just have begun to seal with it when the new one came.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    private const int Batch = 100;

    /// <summary>Networks that have a key.</summary>
    public async Task<IReadOnlyList<NetworkId>> NetworksAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("vault", cancellationToken);
        return await session.QueryAsync<NetworkId>("select distinct network_id from integrations.network_key order by network_id", null, cancellationToken);
    }

    /// <summary>Networks whose newest key is older than this.</summary>
    public async Task<IReadOnlyList<NetworkId>> DueAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("vault", cancellationToken);
        return await session.QueryAsync<NetworkId>(
            "select network_id from integrations.network_key group by network_id having max(created_at) < @Before order by network_id", new { Before = clock.GetUtcNow() - age }, cancellationToken);
    }

    /// <summary>Gives a network a new key and queues the re-encryption of what older keys sealed, and the old keys' end.</summary>
    /// <returns>The new key's version; null where there is nothing to rotate.</returns>
    public async Task<int?> BeginAsync(NetworkId network, Caller caller, CancellationToken cancellationToken)
    {
        if (await keys.RotateAsync(network, cancellationToken) is not { } version)
        {
            return null;
        }

        await jobs.EnqueueAsync(new NewJob(network, VaultJob.JobKind, new VaultJob.Work(version), UniqueKey: $"vault:{network}:{version}"), caller, session: null, cancellationToken);
        var end = clock.GetUtcNow() + Grace + TimeSpan.FromMinutes(1);
        await jobs.EnqueueAsync(new NewJob(network, VaultJob.JobKind, new VaultJob.Work(version), RunAt: end, UniqueKey: $"vault:{network}:{version}:end"), caller, session: null, cancellationToken);
        return version;
    }

    /// <summary>Seals anew, with the newest key, everything that older ones sealed. Safe to run again and beside others.</summary>
    /// <returns>How many secrets were sealed anew.</returns>
    public async Task<int> ReencryptAsync(NetworkId network, CancellationToken cancellationToken)
    {
        var (done, more) = (0, true);
        while (more)
        {
            var key = await keys.CurrentAsync(network, cancellationToken);
            await using var session = await database.SystemAsync("vault", cancellationToken);
            var rows = await session.QueryAsync<OldSecret>(
                """
                select connection_id, field, key_version, sealed from integrations.secret
                where network_id = @network and key_version < @Version limit @Batch for update skip locked
                """,
                new { network, key.Version, Batch },
                cancellationToken);
            foreach (var row in rows)
            {
                var place = new SecretPlace(network, row.ConnectionId, row.Field);
                var secret = await vault.OpenAsync(place, new SealedSecret(row.KeyVersion, row.Sealed), cancellationToken);
                await session.ExecuteAsync(
                    "update integrations.secret set key_version = @Version, sealed = @Sealed where network_id = @network and connection_id = @ConnectionId and field = @Field",
                    new { key.Version, Sealed = key.Seal(System.Text.Encoding.UTF8.GetBytes(secret.Reveal()), place), network, row.ConnectionId, row.Field },
                    cancellationToken);
            }

            await session.CommitAsync(cancellationToken);
            done += rows.Count;
            more = rows.Count == Batch;
        }

        return done;
    }

    /// <summary>Erases keys that were retired longer ago than <see cref="Grace"/> and sealed nothing that is still kept.</summary>
    /// <returns>How many went.</returns>
    public async Task<int> EraseRetiredAsync(NetworkId network, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("vault", cancellationToken);
        var gone = await session.ExecuteAsync(
            """
            delete from integrations.network_key k
            where k.network_id = @network and k.retired_at < @Before
              and not exists (select from integrations.secret s where s.network_id = k.network_id and s.key_version = k.version)
              and not exists (select from integrations.authorisation a where a.network_id = k.network_id and a.key_version = k.version and a.used_at is null and a.expires_at > @Now)
            """,
            new { network, Before = clock.GetUtcNow() - Grace, Now = clock.GetUtcNow() },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
        return gone;
    }

    private sealed record OldSecret(Guid ConnectionId, string Field, int KeyVersion, byte[] Sealed);
}

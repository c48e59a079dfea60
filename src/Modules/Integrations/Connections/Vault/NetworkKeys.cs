using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connections.Vault;

/// <summary>Each network's data keys: made when first needed, wrapped in the database, opened in memory.</summary>
internal sealed class NetworkKeys(IDatabase database, MasterKeys masters, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(NetworkId Network, int Version), byte[]> _opened = new();

    /// <summary>The key that seals now. Asked of the database each time: after a rotation no node goes on with the old one.</summary>
    public async Task<NetworkKey> CurrentAsync(NetworkId network, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("vault", cancellationToken);
        var row = await session.FirstAsync<WrappedKey>(
            "select version, master_id, wrapped from integrations.network_key where network_id = @network order by version desc limit 1", new { network }, cancellationToken);
        if (row is null)
        {
            await AddAsync(session, network, 1, cancellationToken);
            await session.CommitAsync(cancellationToken);
            return await CurrentAsync(network, cancellationToken);
        }

        return new NetworkKey(row.Version, await OpenAsync(network, row, cancellationToken));
    }

    /// <summary>The key of a version.</summary>
    /// <exception cref="VaultException">There is none, or its master key is not here.</exception>
    public async Task<NetworkKey> FindAsync(NetworkId network, int version, CancellationToken cancellationToken)
    {
        if (_opened.TryGetValue((network, version), out var opened))
        {
            return new NetworkKey(version, opened);
        }

        await using var session = await database.SystemAsync("vault", cancellationToken);
        var row = await session.FirstAsync<WrappedKey>(
            "select version, master_id, wrapped from integrations.network_key where network_id = @network and version = @version", new { network, version }, cancellationToken)
            ?? throw new VaultException("secret_unreadable", $"Version {version} of the key of network {network} is no longer kept. Connect again what was sealed with it.");
        return new NetworkKey(version, await OpenAsync(network, row, cancellationToken));
    }

    /// <summary>Adds a newer version, which seals from now on.</summary>
    /// <returns>Its number; null where the network has no key yet, so that there is nothing to rotate.</returns>
    public async Task<int?> RotateAsync(NetworkId network, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("vault", cancellationToken);
        var newest = await session.FirstAsync<int?>("select max(version) from integrations.network_key where network_id = @network", new { network }, cancellationToken);
        if (newest is not { } version)
        {
            return null;
        }

        // Two that rotate at once make one new version: the second one's insert finds it there.
        await AddAsync(session, network, version + 1, cancellationToken);
        await session.ExecuteAsync(
            "update integrations.network_key set retired_at = @Now where network_id = @network and version <= @version and retired_at is null", new { network, version, Now = clock.GetUtcNow() }, cancellationToken);
        await session.RecordActionAsync(network, "vault.key_rotated", null, new { version = version + 1 }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return version + 1;
    }

    /// <summary>Wraps every network's keys under the current master key.</summary>
    /// <returns>How many keys were under another one.</returns>
    public async Task<int> RewrapAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("vault", cancellationToken);
        var master = await masters.CurrentAsync(await MasterIdsAsync(session, cancellationToken), cancellationToken);
        var rows = await session.QueryAsync<NetworkWrappedKey>(
            "select network_id, version, master_id, wrapped from integrations.network_key where master_id <> @Id order by network_id, version for update", new { master.Id }, cancellationToken);
        foreach (var row in rows)
        {
            var opened = (await masters.FindAsync(row.MasterId, cancellationToken)).Unwrap(row.Wrapped, Associated(row.NetworkId, row.Version, row.MasterId));
            await session.ExecuteAsync(
                "update integrations.network_key set master_id = @Id, wrapped = @Wrapped where network_id = @NetworkId and version = @Version",
                new { master.Id, Wrapped = master.Wrap(opened, Associated(row.NetworkId, row.Version, master.Id)), row.NetworkId, row.Version },
                cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
        return rows.Count;
    }

    private async Task AddAsync(Session session, NetworkId network, int version, CancellationToken cancellationToken)
    {
        var master = await masters.CurrentAsync(await MasterIdsAsync(session, cancellationToken), cancellationToken);
        await session.ExecuteAsync(
            "insert into integrations.network_key (network_id, version, master_id, wrapped, created_at) values (@network, @version, @Id, @Wrapped, @Now) on conflict do nothing",
            new { network, version, master.Id, Wrapped = master.Wrap(RandomNumberGenerator.GetBytes(MasterKey.Bytes), Associated(network, version, master.Id)), Now = clock.GetUtcNow() },
            cancellationToken);
    }

    private async Task<byte[]> OpenAsync(NetworkId network, WrappedKey row, CancellationToken cancellationToken)
    {
        if (_opened.TryGetValue((network, row.Version), out var opened))
        {
            return opened;
        }

        var master = await masters.FindAsync(row.MasterId, cancellationToken);
        try
        {
            return _opened[(network, row.Version)] = master.Unwrap(row.Wrapped, Associated(network, row.Version, row.MasterId));
        }
        catch (CryptographicException fault)
        {
            throw new VaultException("master_key_missing", $"The master key '{row.MasterId}' of this node is not the one that the database's keys were wrapped with. Restore the right one from its backup.", fault);
        }
    }

    private static Task<IReadOnlyList<string>> MasterIdsAsync(Session session, CancellationToken cancellationToken) =>
        session.QueryAsync<string>("select distinct master_id from integrations.network_key", null, cancellationToken);

    private static byte[] Associated(NetworkId network, int version, string master) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"key|{network.Value:N}|{version}|{master}"));

    private sealed record WrappedKey(int Version, string MasterId, byte[] Wrapped);

    private sealed record NetworkWrappedKey(NetworkId NetworkId, int Version, string MasterId, byte[] Wrapped);
}

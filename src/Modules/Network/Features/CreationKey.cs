using System.Security.Cryptography;
using System.Text;
using BookedBarber.Network.Domain;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Network.Features;

/// <summary>The Idempotency-Key of a creation: sent again with the same body it answers with what was made the first time.</summary>
/// <param name="Key">As sent.</param>
/// <param name="Fingerprint">Of the body.</param>
internal sealed record CreationKey(string Key, byte[] Fingerprint)
{
    /// <summary>The request's key; null when none was sent.</summary>
    public static Result<CreationKey?> Of(HttpRequest request, object body)
    {
        string? key = request.Headers["Idempotency-Key"];
        if (string.IsNullOrEmpty(key))
        {
            return (CreationKey?)null;
        }

        return key.Length <= 200 && !key.Any(char.IsControl)
            ? new CreationKey(key, SHA256.HashData(Encoding.UTF8.GetBytes(request.Path + "\n" + StorageJson.Serialize(body))))
            : Faults.One("Idempotency-Key", "malformed", "An idempotency key has at most 200 printable characters.");
    }

    /// <summary>An id that the same person and key always give: a new network has no network yet in which its key could be looked up.</summary>
    public NetworkId NetworkFor(Caller caller)
    {
        Span<byte> hash = SHA256.HashData(Encoding.UTF8.GetBytes($"network\n{caller.Id}\n{Key}")).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80); // RFC 9562, version 8: made by a rule of our own
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new NetworkId(new Guid(hash, bigEndian: true));
    }

    /// <summary>The unit that this key made before; null when it is new.</summary>
    public async Task<Result<NodeId?>> FindAsync(Session session, NetworkId network, Caller caller, CancellationToken cancellationToken)
    {
        var known = await session.FirstAsync<Known>(
            "select unit_id, fingerprint from network.creation_key where network_id = @Network and person_id = @Person and key = @Key",
            new { Network = network, Person = caller.Id, Key },
            cancellationToken);
        return known is null ? (NodeId?)null
            : known.Fingerprint.AsSpan().SequenceEqual(Fingerprint) ? known.UnitId
            : new Problem("idempotency_conflict", "This idempotency key was used for something else; nothing was saved. Use a new key for a new request.", ProblemKind.Conflict);
    }

    public Task RememberAsync(Session session, NetworkId network, Caller caller, NodeId unit, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "insert into network.creation_key (network_id, person_id, key, fingerprint, unit_id, created_at) values (@Network, @Person, @Key, @Fingerprint, @Unit, @Now)",
            new { Network = network, Person = caller.Id, Key, Fingerprint, Unit = unit, Now = now },
            cancellationToken);

    private sealed record Known
    {
        public NodeId UnitId { get; init; }

        public byte[] Fingerprint { get; init; } = [];
    }
}

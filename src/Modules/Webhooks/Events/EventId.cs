using System.Buffers.Binary;
using System.Security.Cryptography;
using BookedBarber.Shared;

namespace BookedBarber.Webhooks.Events;

/// <summary>Ids of events: computed from the place of the change in the feed, so that making an event again gives the same id.</summary>
internal static class EventId
{
    /// <param name="network">The network.</param>
    /// <param name="seq">Number of the change in the network's feed.</param>
    /// <param name="index">Which of the change's rows, from 0.</param>
    /// <param name="at">When it was written; leads the id, so that ids of one time lie together in an index.</param>
    public static Guid Of(NetworkId network, long seq, int index, DateTimeOffset at)
    {
        Span<byte> place = stackalloc byte[28];
        network.Value.TryWriteBytes(place, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(place[16..], seq);
        BinaryPrimitives.WriteInt32BigEndian(place[24..], index);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(place, hash);
        Span<byte> id = stackalloc byte[24];
        BinaryPrimitives.WriteInt64BigEndian(id, at.ToUnixTimeMilliseconds() << 16);
        hash[..10].CopyTo(id[6..]);
        id[6] = (byte)((id[6] & 0x0F) | 0x80); // version 8: a UUID of our own making (RFC 9562)
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id[..16], bigEndian: true);
    }

    /// <summary>As it travels in <c>webhook-id</c>.</summary>
    public static string Header(Guid id) => $"evt_{id:N}";
}

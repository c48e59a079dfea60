using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace BookedBarber.Integrations.Syncing.Comparing;

/// <summary>A digest of a set of records that does not depend on their order: two sides can add theirs up as they come and compare 16 bytes.</summary>
/// <remarks>
/// The sum modulo 2¹²⁸ of a 128-bit hash of each key and content. A sum, not an exclusive or: the same record counted twice must not vanish.
/// It tells apart what differs by mistake, not by intent.
/// </remarks>
internal sealed class SetDigest
{
    private UInt128 _sum;

    /// <summary>How many records were added.</summary>
    public long Count { get; private set; }

    public void Add(string key, ReadOnlySpan<byte> content)
    {
        var hash = new XxHash128();
        hash.Append(Encoding.UTF8.GetBytes(key));
        hash.Append([0]);
        hash.Append(content);
        _sum = unchecked(_sum + hash.GetCurrentHashAsUInt128());
        Count++;
    }

    public byte[] ToArray()
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _sum);
        return bytes;
    }
}

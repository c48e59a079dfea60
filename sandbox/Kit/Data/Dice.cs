using System.Security.Cryptography;
using System.Text;

namespace BookedBarber.Sandbox.Kit.Data;

/// <summary>SplitMix64 (Steele, Lea, Flood, 2014): the same draws from the same name on every machine and runtime, which <see cref="Random"/> does not promise.</summary>
internal sealed class Dice(string name)
{
    private ulong _state = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    /// <summary>A whole number from 0 to below <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>Letters and digits of the vendor's ids.</summary>
    public string Text(int length, string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    {
        var text = new char[length];
        for (var index = 0; index < length; index++)
        {
            text[index] = alphabet[Below(alphabet.Length)];
        }

        return new string(text);
    }

    public string Hex(int length) => Text(length, "0123456789abcdef");

    public string Digits(int length) => (1 + Below(9)).ToString(System.Globalization.CultureInfo.InvariantCulture) + Text(length - 1, "0123456789");

    public Guid Guid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Next());
        BitConverter.TryWriteBytes(bytes[8..], Next());
        bytes[7] = (byte)((bytes[7] & 0x0f) | 0x40); // version 4, as vendors issue them
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes);
    }

    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var mixed = _state;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}

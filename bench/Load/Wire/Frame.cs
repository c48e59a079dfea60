using System.Buffers.Text;
using System.Text;

namespace BookedBarber.Bench.Load.Wire;

/// <summary>Reads from a frame of the performance stream the little that is measured, without parsing all of it.</summary>
internal static class Frame
{
    public static long Seq(ReadOnlySpan<byte> utf8) => Utf8Parser.TryParse(utf8["{\"seq\":".Length..], out long seq, out _) ? seq : throw new InvalidDataException("A frame without seq: " + Encoding.UTF8.GetString(utf8));

    public static bool Is(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> type) => utf8[..Math.Min(utf8.Length, 64)].IndexOf(type) >= 0;

    /// <summary>The first id in an answer: that of the record itself.</summary>
    public static Guid FirstId(ReadOnlySpan<byte> utf8)
    {
        var at = utf8.IndexOf("\"id\":\""u8);
        return at >= 0 && Utf8Parser.TryParse(utf8[(at + 6)..], out Guid id, out _) ? id : throw new InvalidDataException("An answer without id: " + Encoding.UTF8.GetString(utf8));
    }

    /// <summary>Hands on the id of every record that a change frame tells of.</summary>
    public static void ForEachId(ReadOnlySpan<byte> utf8, Action<Guid> found)
    {
        var name = "\"id\":\""u8;
        for (var at = utf8.IndexOf(name); at >= 0; at = utf8.IndexOf(name))
        {
            utf8 = utf8[(at + name.Length)..];
            if (Utf8Parser.TryParse(utf8, out Guid id, out _))
            {
                found(id);
            }
        }
    }
}

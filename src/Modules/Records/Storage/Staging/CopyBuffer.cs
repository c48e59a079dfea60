using System.Buffers.Binary;
using System.Text;

namespace BookedBarber.Records.Storage.Staging;

/// <summary>Rows in the binary form of COPY (PostgreSQL manual, "COPY", file formats), ready to be sent.</summary>
/// <remarks>
/// Written by hand because the driver's importer resolves the type of every cell anew and starts an asynchronous method for it: ten cells cost
/// more than reading the row from its file. Here a cell is a few stores into memory. Each value has the form of its type's <c>send</c> function.
/// </remarks>
internal sealed class CopyBuffer
{
    private const uint Base = 10_000;
    private const int DigitsOfBase = 4;
    private const short Negative = 0x4000;

    private static readonly byte[] Signature = [.. "PGCOPY\n"u8, 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly DateOnly FirstDay = new(2000, 1, 1);
    private static readonly long FirstMicrosecond = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks / TimeSpan.TicksPerMicrosecond;
    private static readonly uint[] Powers = [1, 10, 100, 1000];

    private byte[] _bytes = new byte[1 << 17];

    /// <summary>Bytes that wait to be sent.</summary>
    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>Forgets what was sent.</summary>
    public void Clear() => Length = 0;

    public void Begin() => Signature.CopyTo(Take(Signature.Length));

    public void End() => Short(-1);

    public void BeginRow(int columns) => Short(columns);

    public void Null() => Int32(-1);

    public void Uuid(Guid value)
    {
        Int32(16);
        value.TryWriteBytes(Take(16), bigEndian: true, out _);
    }

    public void Int(int value)
    {
        Int32(4);
        Int32(value);
    }

    public void Bool(bool value)
    {
        Int32(1);
        Take(1)[0] = value ? (byte)1 : (byte)0;
    }

    public void Day(DateOnly value) => Int(value.DayNumber - FirstDay.DayNumber);

    public void Instant(DateTime value)
    {
        Int32(8);
        BinaryPrimitives.WriteInt64BigEndian(Take(8), (value.Ticks / TimeSpan.TicksPerMicrosecond) - FirstMicrosecond);
    }

    public void Bytes(byte[] value)
    {
        Int32(value.Length);
        value.CopyTo(Take(value.Length));
    }

    public void Text(string value)
    {
        var size = Utf8.GetByteCount(value);
        Int32(size);
        Utf8.GetBytes(value, Take(size));
    }

    /// <summary>Text behind the version of the format.</summary>
    public void Json(string value)
    {
        var size = Utf8.GetByteCount(value);
        Int32(size + 1);
        Take(1)[0] = 1;
        Utf8.GetBytes(value, Take(size));
    }

    /// <summary>Digits to the base of 10,000, of which <c>weight</c> says how many, less one, stand before the point.</summary>
    public void Number(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var scale = (bits[3] >> 16) & 0xFF;
        var behindPoint = (scale + DigitsOfBase - 1) / DigitsOfBase;
        var rest = new UInt128(unchecked((uint)bits[2]), ((ulong)unchecked((uint)bits[1]) << 32) | unchecked((uint)bits[0])) * Powers[(behindPoint * DigitsOfBase) - scale];

        Span<short> digits = stackalloc short[10];
        var count = 0;
        while (rest > ulong.MaxValue)
        {
            (rest, var digit) = UInt128.DivRem(rest, Base);
            digits[count++] = (short)digit;
        }

        for (var small = (ulong)rest; small > 0; small /= Base)
        {
            digits[count++] = (short)(small % Base);
        }

        Int32(8 + (2 * count));
        Short(count);
        Short(count == 0 ? 0 : count - behindPoint - 1);
        Short(count > 0 && bits[3] < 0 ? Negative : 0);
        Short(scale);
        while (count > 0)
        {
            Short(digits[--count]);
        }
    }

    private void Short(int value) => BinaryPrimitives.WriteInt16BigEndian(Take(2), (short)value);

    private void Int32(int value) => BinaryPrimitives.WriteInt32BigEndian(Take(4), value);

    private Span<byte> Take(int size)
    {
        if (_bytes.Length - Length < size)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + size));
        }

        var taken = _bytes.AsSpan(Length, size);
        Length += size;
        return taken;
    }
}

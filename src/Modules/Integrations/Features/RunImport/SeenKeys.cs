using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace BookedBarber.Integrations.Features.RunImport;

/// <summary>The keys of an import so far: the same key with other content is a fault of its files, the same row again is none.</summary>
/// <remarks>Keeps 128 bits of each key's hash, about 40 bytes per record, so a file of ten million records fits into memory.</remarks>
internal sealed class SeenKeys
{
    // Fast hashes can be made to collide by who knows the seed; this one nobody does, and it changes with every process.
    private static readonly long Seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    private readonly Dictionary<UInt128, (int Content, int File, int Line)> _seen = [];

    /// <summary>Notes a key. False: it was there before.</summary>
    /// <param name="location">Location of the record.</param>
    /// <param name="key">Its key there.</param>
    /// <param name="content">Hash of what the file says.</param>
    /// <param name="file">Position of its file.</param>
    /// <param name="line">Its line.</param>
    /// <param name="first">Where the first record with the key stands.</param>
    /// <param name="isSame">Whether that said the same.</param>
    public bool TryAdd(Guid location, string key, int content, int file, int line, out (int File, int Line) first, out bool isSame)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_seen, Hash(location, key), out var known);
        if (!known)
        {
            entry = (content, file, line);
        }

        (first, isSame) = ((entry.File, entry.Line), entry.Content == content);
        return !known;
    }

    /// <summary>What is kept of a key.</summary>
    public static UInt128 Hash(Guid location, string key)
    {
        Span<byte> text = stackalloc byte[512];
        var size = 16 + (key.Length * 2);
        text = size <= text.Length ? text[..size] : new byte[size];
        location.TryWriteBytes(text);
        MemoryMarshal.AsBytes(key.AsSpan()).CopyTo(text[16..]);
        return XxHash128.HashToUInt128(text, Seed);
    }
}

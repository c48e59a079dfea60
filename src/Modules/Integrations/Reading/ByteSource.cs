using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace BookedBarber.Integrations.Reading;

/// <summary>Opens a file as UTF-8 bytes without a mark at the start, whatever it was: packed with gzip, UTF-16, or a declared code page.</summary>
internal static class ByteSource
{
    /// <summary>Opens the stream of a file.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="declared">Encoding that the profile declares; null: found out, UTF-8 where nothing says otherwise.</param>
    public static OpenedBytes Open(Stream file, string? declared)
    {
        var head = Head(file);
        if (head is [0x1f, 0x8b, ..])
        {
            file = new GZipStream(new HeadedStream(head, file), CompressionMode.Decompress);
            head = Head(file);
        }

        if (head.Length == 0)
        {
            throw Empty();
        }

        var encoding = ByMark(head, out var mark) ?? Declared(declared) ?? WithoutMark(head);
        var stream = new HeadedStream(head.AsMemory(mark), file);
        return encoding is UTF8Encoding
            ? new OpenedBytes(stream, "utf-8", MayHoldReplacements: true)
            : new OpenedBytes(Encoding.CreateTranscodingStream(stream, encoding, new UTF8Encoding(false)), encoding.WebName, MayHoldReplacements: false);
    }

    /// <summary>A file without a single line: whoever sent it meant to send something.</summary>
    public static ImportFileException Empty() => new("empty_file", "The file is empty: not even a header is in it. Was it written to its end?");

    /// <summary>Whether a name of an encoding is known.</summary>
    public static bool Knows(string name)
    {
        try
        {
            return Declared(name) is not null;
        }
        catch (ArgumentException)
        {
            return false; // the framework has no Try form
        }
    }

    private static byte[] Head(Stream stream)
    {
        var head = new byte[4];
        return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }

    private static Encoding? ByMark(ReadOnlySpan<byte> head, out int mark)
    {
        (Encoding? encoding, mark) = head switch
        {
            [0xef, 0xbb, 0xbf, ..] => (new UTF8Encoding(false), 3),
            [0xff, 0xfe, ..] => (Encoding.Unicode, 2),
            [0xfe, 0xff, ..] => (Encoding.BigEndianUnicode, 2),
            _ => ((Encoding?)null, 0),
        };
        return encoding;
    }

    // Text of ours begins with a header or a bracket, so a zero in every second byte can only be UTF-16.
    private static Encoding WithoutMark(ReadOnlySpan<byte> head) =>
        head.Length < 4 ? new UTF8Encoding(false)
        : (BinaryPrimitives.ReadUInt32BigEndian(head) & 0x00ff00ff) == 0 ? Encoding.Unicode
        : (BinaryPrimitives.ReadUInt32BigEndian(head) & 0xff00ff00) == 0 ? Encoding.BigEndianUnicode
        : new UTF8Encoding(false);

    private static Encoding? Declared(string? name) => name switch
    {
        null or "auto" => null,
        "utf-8" => new UTF8Encoding(false),
        _ => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name),
    };
}

/// <summary>A file's text as UTF-8.</summary>
/// <param name="Encoding">Name of the encoding that was found.</param>
/// <param name="MayHoldReplacements">False when the bytes were transcoded: a replacement character then stands for what could not be read.</param>
internal readonly record struct OpenedBytes(Stream Stream, string Encoding, bool MayHoldReplacements);

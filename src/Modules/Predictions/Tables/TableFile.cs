using System.IO.Compression;
using System.Text;
using BookedBarber.Predictions.CommandLine;

namespace BookedBarber.Predictions.Tables;

/// <summary>Opens files that may be packed with gzip.</summary>
internal static class TableFile
{
    /// <summary>The file as text (UTF-8, or what its byte order mark says), unpacked when its first bytes are gzip's, whatever its name.</summary>
    /// <exception cref="InputFaultException">There is no such file, or it is a folder.</exception>
    public static StreamReader Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new InputFaultException($"'{path}' is a folder. Name a file.");
        }

        if (!File.Exists(path))
        {
            throw new InputFaultException($"There is no file '{path}'. Check the path.");
        }

        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        Span<byte> head = stackalloc byte[2];
        var packed = file.ReadAtLeast(head, 2, throwOnEndOfStream: false) == 2 && head is [0x1f, 0x8b];
        file.Position = 0;
        return new StreamReader(packed ? new GZipStream(file, CompressionMode.Decompress) : file, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
    }
}

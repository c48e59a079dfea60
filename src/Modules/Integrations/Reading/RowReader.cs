using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Reading;

/// <summary>Reads the rows of a file into the fields that a profile names.</summary>
internal abstract class RowReader : IDisposable
{
    /// <summary>Line the row begins on, from 1.</summary>
    public abstract int Line { get; }

    /// <summary>The row as it stands in the file; valid until the next read.</summary>
    public abstract ReadOnlySpan<byte> Raw { get; }

    /// <summary>Name of the encoding found.</summary>
    public abstract string Encoding { get; }

    /// <summary>The delimiter in use; null for JSON.</summary>
    public virtual char? Delimiter => null;

    /// <summary>Names of the columns of the file, for previews; empty for JSON.</summary>
    public virtual IReadOnlyList<string> Columns => [];

    /// <summary>The cells of the row, for previews.</summary>
    public virtual IReadOnlyList<string> Cells => [];

    /// <summary>Takes the next row. After <see cref="RowState.Broken"/> the row's fault says why.</summary>
    /// <exception cref="ImportFileException">The file cannot be read on.</exception>
    public abstract RowState Read(Row row);

    /// <summary>Number of the column a field is read from, from 1; null where there is none.</summary>
    public virtual int? ColumnOf(int field) => null;

    /// <summary>Opens a file for a profile. What it begins with decides between CSV and JSON where the profile allows both.</summary>
    /// <param name="file">The file's bytes; closed with the reader.</param>
    /// <exception cref="ImportFileException">The file is not what the profile describes.</exception>
    public static RowReader Open(Stream file, Profile profile)
    {
        var bytes = Guarded(() => ByteSource.Open(file, profile.Format.Encoding));
        var buffered = new BufferedStream(bytes.Stream, 1 << 16);
        if (!profile.Format.Json)
        {
            return new CsvRowReader(bytes with { Stream = buffered }, profile.Format.Csv!, profile);
        }

        var first = FirstSign(buffered, out var replayed);
        bytes = bytes with { Stream = replayed };
        return profile.Format.Csv is { } csv && first is not '[' and not '{' ? new CsvRowReader(bytes, csv, profile) : new JsonRowReader(bytes, profile);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Turns the faults of unpacking into ours.</summary>
    protected static T Guarded<T>(Func<T> read, int line = 1)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException fault)
        {
            throw new ImportFileException("corrupt_gzip", "The gzip file is damaged or cut off from here on. What was read before is kept; send the file again.", line, null, fault);
        }
    }

    protected abstract void Dispose(bool disposing);

    private static char FirstSign(BufferedStream stream, out Stream replayed)
    {
        var head = new byte[64];
        var size = Guarded(() => stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        replayed = new HeadedStream(head.AsMemory(0, size), stream);
        foreach (var one in head.AsSpan(0, size))
        {
            if (one is not (byte)' ' and not (byte)'\t' and not (byte)'\r' and not (byte)'\n')
            {
                return (char)one;
            }
        }

        return '\0';
    }
}

/// <summary>What <see cref="RowReader.Read"/> found.</summary>
internal enum RowState
{
    Row,
    Broken,
    End,
}

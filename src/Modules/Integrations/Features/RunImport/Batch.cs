using System.Text;
using BookedBarber.Integrations.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Features.RunImport;

/// <summary>What is written in one transaction: the records of about 20,000 rows.</summary>
internal sealed class Batch<T>(int file, int number)
    where T : CanonicalRecord
{
    /// <summary>Rows after which a batch is handed over.</summary>
    public const int Size = 20_000;

    private readonly List<RowMark> _rows = new(Size);
    private readonly List<(int First, int Count)> _rowsOf = new(Size);
    private byte[] _text = new byte[1 << 20];
    private int _textLength;

    /// <summary>Position of the file, from 0.</summary>
    public int File => file;

    /// <summary>Number in the file, from 1. The same file always falls into the same batches.</summary>
    public int Number => number;

    /// <summary>Whether the file ends with it.</summary>
    public bool IsLast { get; set; }

    /// <summary>Rows read for it.</summary>
    public int RowsRead { get; set; }

    /// <summary>Bytes of the file read so far.</summary>
    public long BytesRead { get; set; }

    /// <summary>Number of the file's column that a field is read from.</summary>
    public required Func<int, int?> ColumnOf { get; init; }

    /// <summary>Rows that repeat an earlier row of the file word for word.</summary>
    public int Repeated { get; set; }

    public List<LocatedRecord<T>> Records { get; } = new(Size);

    public List<Refusal> Refusals { get; } = [];

    /// <summary>Locations to be made before the records are written.</summary>
    public List<NewNode> NewLocations { get; } = [];

    /// <summary>Rows of the records, together.</summary>
    public int RowsOf(int record) => _rowsOf[record].Count;

    /// <summary>Adds a record; its rows follow.</summary>
    public void Add(LocatedRecord<T> record)
    {
        Records.Add(record);
        _rowsOf.Add((_rows.Count, 0));
    }

    /// <summary>Adds a row to the record added last.</summary>
    public void AddRow(int line, ReadOnlySpan<byte> text)
    {
        text = text[..Math.Min(text.Length, ReadLimits.RowTextBytes)];
        if (_text.Length < _textLength + text.Length)
        {
            Array.Resize(ref _text, _text.Length * 2);
        }

        text.CopyTo(_text.AsSpan(_textLength));
        _rows.Add(new RowMark(line, _textLength, text.Length));
        _textLength += text.Length;
        _rowsOf[^1] = (_rowsOf[^1].First, _rowsOf[^1].Count + 1);
    }

    /// <summary>Takes the record added last out again.</summary>
    public void TakeBack()
    {
        Records.RemoveAt(Records.Count - 1);
        _rows.RemoveRange(_rowsOf[^1].First, _rowsOf[^1].Count);
        _rowsOf.RemoveAt(_rowsOf.Count - 1);
    }

    /// <summary>Refuses a record with all its rows: the first tells why, the others that they belong to it.</summary>
    public void Refuse(int record, int? column, string code, string detail)
    {
        var (first, count) = _rowsOf[record];
        for (var i = 0; i < count; i++)
        {
            var row = _rows[first + i];
            Refusals.Add(i == 0
                ? new Refusal(file, row.Line, column, code, detail, TextOf(row))
                : new Refusal(file, row.Line, null, "record_incomplete", $"This row belongs to the record that begins on line {_rows[first].Line}, which was refused.", TextOf(row)));
        }
    }

    private string TextOf(RowMark row) => RowText.Of(_text.AsSpan(row.Start, row.Length));

    private readonly record struct RowMark(int Line, int Start, int Length);
}

/// <summary>Rows as reports show them.</summary>
internal static class RowText
{
    /// <summary>The row's text without its line end; what is not text is replaced.</summary>
    public static string Of(ReadOnlySpan<byte> raw) =>
        Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, ReadLimits.RowTextBytes)]).TrimEnd('\r', '\n').Replace('\0', '\uFFFD');
}

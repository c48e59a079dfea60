using System.Globalization;
using BookedBarber.Predictions.CommandLine;

namespace BookedBarber.Predictions.Tables;

/// <summary>A CSV file with a header, read row by row. Every fault names the file, the row and the column.</summary>
internal sealed class CsvTable : IDisposable
{
    private readonly string _path;
    private readonly StreamReader _text;
    private readonly CsvRecords _records;

    private CsvTable(string path)
    {
        _path = path;
        _text = TableFile.Open(path);
        _records = new CsvRecords(_text);
    }

    /// <summary>Name of the file without its folder.</summary>
    public string FileName => Path.GetFileName(_path);

    /// <summary>Names of the columns, trimmed, in the file's order.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>Line of the current row; the header is 1.</summary>
    public long Row => _records.Line;

    /// <summary>Opens the file and reads its header.</summary>
    /// <exception cref="InputFaultException">No such file, nothing in it, or two columns of one name.</exception>
    public static CsvTable Open(string path)
    {
        var table = new CsvTable(path);
        try
        {
            if (!table.Step())
            {
                throw new InputFaultException($"{table.FileName} is empty. It needs a header line with the names of its columns, and rows.");
            }

            table.Columns = [.. Enumerable.Range(0, table._records.Count).Select(table.Text)];
            if (table.Columns.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            {
                throw InputFaultException.At(table.FileName, 1, twice.Key, "two columns have this name. Rename one.");
            }

            return table;
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>Place of a column by its name, ignoring case.</summary>
    /// <exception cref="InputFaultException">There is none; the message lists those there are.</exception>
    public int Column(string name) =>
        Find(name) ?? throw new InputFaultException($"{FileName}, row 1: there is no column '{name}'. The columns are {string.Join(", ", Columns.Select(column => $"'{column}'"))}.");

    /// <summary>Place of a column by its name, ignoring case; null when there is none.</summary>
    public int? Find(string name)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (string.Equals(Columns[i], name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    /// <exception cref="InputFaultException">The row has more or fewer cells than the header, or the packed file is broken.</exception>
    public bool Read()
    {
        if (!Step())
        {
            return false;
        }

        return _records.Count == Columns.Count
            ? true
            : throw new InputFaultException(FormattableString.Invariant($"{FileName}, row {Row}: {_records.Count} cells where the header has {Columns.Count}. A separator inside a cell needs quotes around the cell."));
    }

    /// <summary>A cell of the current row, trimmed.</summary>
    public string Text(int column) => _records[column].ToString();

    /// <summary>A cell of the current row, trimmed, without making a string; valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<char> Span(int column) => _records[column];

    /// <summary>A cell that must not be empty.</summary>
    public string Needed(int column) => Text(column) is { Length: > 0 } text ? text : throw Fault(column, "the cell is empty. Every row needs it.");

    /// <summary>A finite number with a decimal point; null for an empty cell, NA or NaN.</summary>
    /// <exception cref="InputFaultException">Not a number, or infinite.</exception>
    public double? Number(int column)
    {
        var text = Span(column);
        if (text.Length == 0 || text is "NA" or "NaN" or "nan" or "null" or "NULL")
        {
            return null;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            throw Fault(column, $"'{Shorten(text.ToString())}' is not a number. Write it as 1234.5, without thousands separators or currency.");
        }

        return double.IsFinite(number) ? number : throw Fault(column, $"'{Shorten(text.ToString())}' is not finite. Leave the cell empty where the figure is not known.");
    }

    /// <summary>A calendar day: 2026-03-31, or the date of an ISO time. A time of day other than midnight is for <see cref="Instant"/>.</summary>
    public DateOnly Day(int column) => DateOnly.FromDateTime(Instant(column));

    /// <summary>A local time: 2026-03-31, 2026-03-31 14:00, 2026-03-31T14:00:00 or 20260331. An offset or Z is refused: business days are the shop's own.</summary>
    public DateTime Instant(int column)
    {
        var cell = Span(column);
        if (DateTime.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        var text = Needed(column);
        if (DateTime.TryParseExact(text, ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy/MM/dd", "yyyyMMdd", "yyyy-MM"], CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
        {
            return day;
        }

        throw Fault(column, ZonedTime.Is(text)
            ? $"'{Shorten(text)}' carries a time zone. Write the shop's own local day, such as 2026-03-31."
            : $"'{Shorten(text)}' is not a day. Write it as 2026-03-31.");
    }

    /// <summary>A fault of a cell of the current row.</summary>
    public InputFaultException Fault(int column, string sentence) => InputFaultException.At(FileName, Row, Columns[column], sentence);

    public void Dispose()
    {
        _text.Dispose();
    }

    private bool Step()
    {
        try
        {
            return _records.Read();
        }
        catch (InvalidDataException)
        {
            throw new InputFaultException($"{FileName} is packed with gzip but damaged. Fetch it again.");
        }
        catch (InputFaultException fault)
        {
            throw new InputFaultException($"{FileName}, {fault.Message}");
        }
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}

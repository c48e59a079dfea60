using System.Globalization;
using System.Text;
using BookedBarber.Predictions.CommandLine;

namespace BookedBarber.Predictions.Tables;

/// <summary>Writes a CSV file that is there whole or not at all: rows go to a file beside it, which takes its name on <see cref="Complete"/>.</summary>
internal sealed class CsvOutput : IDisposable
{
    private readonly string _path;
    private readonly string _partial;
    private readonly StreamWriter _text;
    private readonly int _columns;
    private int _cells;
    private bool _done;

    private CsvOutput(string path, IReadOnlyList<string> columns)
    {
        _path = path;
        _partial = path + ".part";
        _text = new StreamWriter(_partial, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16) { NewLine = "\n" };
        _columns = columns.Count;
        foreach (var column in columns)
        {
            Cell(column);
        }

        EndRow();
    }

    /// <summary>Begins the file with its header.</summary>
    /// <exception cref="InputFaultException">The folder does not exist or the path is a folder.</exception>
    public static CsvOutput Create(string path, params IReadOnlyList<string> columns)
    {
        Check(path);
        return new CsvOutput(Path.GetFullPath(path), columns);
    }

    /// <summary>Refuses a path that cannot be written, before minutes of work are put into what goes there.</summary>
    /// <exception cref="InputFaultException">The folder does not exist or the path is a folder.</exception>
    public static void Check(string path)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            throw new InputFaultException($"'{path}' is a folder. Name a file for --out.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(full)))
        {
            throw new InputFaultException($"There is no folder for '{path}'. Make it first, or name another file for --out.");
        }
    }

    /// <summary>Adds a cell of text; quoted where CSV needs it.</summary>
    public CsvOutput Cell(string text)
    {
        Separate();
        if (text.AsSpan().IndexOfAny(",\"\r\n") >= 0)
        {
            _text.Write('"');
            _text.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
            _text.Write('"');
        }
        else
        {
            _text.Write(text);
        }

        return this;
    }

    /// <summary>Adds a number with up to six significant decimals, without exponent; an unknown one (NaN) is an empty cell.</summary>
    public CsvOutput Cell(double number)
    {
        Separate();
        if (double.IsFinite(number))
        {
            Span<char> digits = stackalloc char[64];
            var format = Math.Abs(number) >= 1000 ? "0.##" : "0.######";
            _text.Write(number.TryFormat(digits, out var length, format, CultureInfo.InvariantCulture) ? digits[..length] : number.ToString("R", CultureInfo.InvariantCulture));
        }

        return this;
    }

    /// <summary>Adds a calendar day.</summary>
    public CsvOutput Cell(DateOnly day) => Cell(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Ends the row, which must have as many cells as the header.</summary>
    public void EndRow()
    {
        if (_cells != _columns)
        {
            throw new InvalidOperationException($"A row has {_cells} cells where the header has {_columns}.");
        }

        _text.Write('\n');
        _cells = 0;
    }

    /// <summary>Gives the file its name; an older one of that name is replaced.</summary>
    public void Complete()
    {
        _text.Dispose();
        File.Move(_partial, _path, overwrite: true);
        _done = true;
    }

    public void Dispose()
    {
        if (_done)
        {
            return;
        }

        _text.Dispose();
        File.Delete(_partial);
    }

    private void Separate()
    {
        if (_cells++ > 0)
        {
            _text.Write(',');
        }
    }
}

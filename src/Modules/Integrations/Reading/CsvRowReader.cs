using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Reading;

/// <summary>Rows of CSV: finds the profile's columns by the header.</summary>
internal sealed class CsvRowReader : RowReader
{
    private readonly CsvReader _csv;
    private readonly Func<CsvState> _next;
    private readonly OpenedBytes _bytes;
    private readonly bool _header;
    private readonly FieldTable _fields;
    private int[] _columns = [];
    private string[] _names = [];
    private bool _begun;

    public CsvRowReader(OpenedBytes bytes, CsvOptions options, Profile profile)
    {
        _csv = new CsvReader(bytes, options);
        _next = _csv.Read;
        _bytes = bytes;
        _header = options.Header;
        _fields = profile.Fields;
    }

    public override int Line => _csv.Line;

    public override ReadOnlySpan<byte> Raw => _csv.Raw;

    public override string Encoding => _bytes.Encoding;

    public override char? Delimiter => _csv.Delimiter == '\0' ? ',' : _csv.Delimiter;

    public override IReadOnlyList<string> Columns => _names;

    public override IReadOnlyList<string> Cells => [.. Enumerable.Range(0, _csv.Count).Select(index => _csv[index].ToString())];

    public override RowState Read(Row row)
    {
        row.Clear();
        var state = Next();
        if (!_begun)
        {
            Begin(ref state);
        }

        switch (state)
        {
            case CsvState.End:
                return RowState.End;
            case CsvState.Broken:
                row.FailAs(new Fault(_csv.Fault.Code, _csv.Fault.Detail));
                return RowState.Broken;
        }

        if (_csv.Count != _names.Length)
        {
            row.FailAs(new Fault("wrong_column_count", $"The line has {_csv.Count} columns, and the file has {_names.Length}. A delimiter inside a value needs quotes around the value."));
            return RowState.Broken;
        }

        for (var i = 0; i < _columns.Length; i++)
        {
            row[i] = _csv[_columns[i]];
        }

        return RowState.Row;
    }

    /// <summary>Column of the fault of a broken line; else of a field.</summary>
    public override int? ColumnOf(int field) => field >= 0 && field < _columns.Length ? _columns[field] + 1 : _csv.Fault.Column;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _bytes.Stream.Dispose();
        }
    }

    private CsvState Next() => Guarded(_next, Math.Max(1, _csv.Line));

    // Binds columns by the first line.
    private void Begin(ref CsvState state)
    {
        if (state == CsvState.End)
        {
            throw ByteSource.Empty();
        }

        if (state == CsvState.Broken)
        {
            throw new ImportFileException(_csv.Fault.Code, _csv.Fault.Detail, _csv.Line, _csv.Fault.Column);
        }

        _names = [.. Enumerable.Range(0, _csv.Count).Select(index => _header ? _csv[index].ToString() : $"{index + 1}")];
        if (_names.Any(name => name.Contains('\r', StringComparison.Ordinal)))
        {
            throw new ImportFileException("old_line_ends", "The lines end with a carriage return only, as on old Macs. Save the file with Unix or Windows line ends.");
        }

        _columns = [.. Enumerable.Range(0, _fields.Count).Select(index => Bind(_fields[index]))];
        _begun = true;
        if (_header)
        {
            state = Guarded(_next);
        }
    }

    private int Bind(FieldRef field)
    {
        var found = Array.IndexOf(_names, field.Name);
        if (found < 0)
        {
            throw new ImportFileException(
                "missing_column",
                $"The file has no column '{field.Name}'. {ProfileFaults.Suggest(field.Name, _names.Take(40))} Is it the right profile for this file?");
        }

        if (Array.LastIndexOf(_names, field.Name) != found)
        {
            throw new ImportFileException("duplicate_column", $"The file has the column '{field.Name}' twice. Give each its own name.", 1, found + 1);
        }

        return found;
    }
}

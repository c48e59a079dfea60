using System.Buffers;
using System.Text.Unicode;

namespace BookedBarber.Integrations.Reading;

/// <summary>Reads records of CSV (RFC 4180) from UTF-8, each with the line it begins on. A broken line costs that line, not the file.</summary>
internal sealed class CsvReader(OpenedBytes bytes, CsvOptions options)
{
    private readonly LineBuffer _lines = new(bytes.Stream);
    private char[] _text = new char[1 << 12];
    private int _length;
    private (int Start, int Length)[] _cells = new (int, int)[64];

    /// <summary>Line the record begins on, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Cells of the record.</summary>
    public int Count { get; private set; }

    /// <summary>The delimiter in use.</summary>
    public char Delimiter { get; private set; } = options.Delimiter ?? '\0';

    /// <summary>The record as it stands in the file.</summary>
    public ReadOnlySpan<byte> Raw => _lines.Record;

    /// <summary>What is wrong with the line, after <see cref="CsvState.Broken"/>.</summary>
    public CsvFault Fault { get; private set; }

    /// <summary>A cell without its quotes and without spaces around it; valid until the next read.</summary>
    public ReadOnlyMemory<char> this[int index]
    {
        get
        {
            var (start, length) = _cells[index];
            while (length > 0 && char.IsWhiteSpace(_text[start]))
            {
                start++;
                length--;
            }

            while (length > 0 && char.IsWhiteSpace(_text[start + length - 1]))
            {
                length--;
            }

            return new ReadOnlyMemory<char>(_text, start, length);
        }
    }

    /// <summary>Reads the next record; empty lines are passed over.</summary>
    public CsvState Read()
    {
        Fault = default;
        while (true)
        {
            _lines.BeginRecord();
            _length = 0;
            Count = 0;
            switch (_lines.Next(out var line))
            {
                case LineState.End:
                    return CsvState.End;
                case LineState.TooLong:
                    return RefuseLong(line);
            }

            Line = _lines.Line;
            if (line.IsEmpty)
            {
                continue;
            }

            return Append(line) && Split() ? CsvState.Record : CsvState.Broken;
        }
    }

    private CsvState RefuseLong(ReadOnlySpan<byte> line)
    {
        var columns = line.Count((byte)(Delimiter == '\0' ? ',' : Delimiter)) + 1;
        _lines.SkipLine();
        Line = _lines.Line;
        Fault = columns > ReadLimits.Columns
            ? new CsvFault("too_many_columns", $"The line has more than {ReadLimits.Columns} columns. Check the delimiter and the line ends of the file.", ReadLimits.Columns + 1)
            : new CsvFault("line_too_long", $"The line is longer than {ReadLimits.LineBytes / 1024} kB. Check the line ends of the file.", null);
        return CsvState.Broken;
    }

    private bool Append(ReadOnlySpan<byte> line)
    {
        if (_text.Length < _length + line.Length + 1)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + line.Length + 1));
        }

        var status = Utf8.ToUtf16(line, _text.AsSpan(_length), out var read, out var written, replaceInvalidSequences: false);
        var good = line[..read];
        if (status != OperationStatus.Done)
        {
            Fault = new CsvFault(
                "invalid_encoding",
                $"Byte {line[read]:X2} at position {read + 1} of the line is not UTF-8. The file mixes encodings or is in another one, such as windows-1252: declare it in the profile (format: csv: encoding).",
                ColumnAt(good));
            return false;
        }

        if (line.Contains((byte)0) || (!bytes.MayHoldReplacements && line.IndexOf("\uFFFD"u8) >= 0))
        {
            var place = Math.Max(line.IndexOf((byte)0), line.IndexOf("\uFFFD"u8));
            Fault = line.Contains((byte)0)
                ? new CsvFault("invalid_character", "The line holds a zero character, which no text may. Is this a text file?", ColumnAt(line[..place]))
                : new CsvFault("invalid_encoding", $"The line holds bytes that are not {bytes.Encoding}. Check the encoding of the file.", ColumnAt(line[..place]));
            return false;
        }

        _length += written;
        return true;
    }

    private int ColumnAt(ReadOnlySpan<byte> before) => before.Count((byte)(Delimiter == '\0' ? ',' : Delimiter)) + 1;

    private bool Split()
    {
        if (Delimiter == '\0')
        {
            Delimiter = Guess(_text.AsSpan(0, _length));
        }

        var at = 0;
        while (true)
        {
            if (Count == ReadLimits.Columns)
            {
                Fault = new CsvFault("too_many_columns", $"The line has more than {ReadLimits.Columns} columns. Check the delimiter and the line ends of the file.", Count + 1);
                return false;
            }

            if (at < _length && _text[at] == options.Quote)
            {
                if (!Quoted(ref at))
                {
                    return false;
                }
            }
            else
            {
                var size = _text.AsSpan(at, _length - at).IndexOf(Delimiter);
                size = size < 0 ? _length - at : size;
                Add(at, size);
                at += size;
            }

            if (at == _length)
            {
                return true;
            }

            at++;
        }
    }

    // Takes a quoted value, over line ends where it has some. Doubled quotes are closed up in place.
    private bool Quoted(ref int at)
    {
        var start = at + 1;
        var (from, to, searched) = (start, start, start);
        while (true)
        {
            var found = _text.AsSpan(searched, _length - searched).IndexOf(options.Quote);
            if (found < 0)
            {
                searched = _length;
                if (!TakeLine())
                {
                    return false;
                }

                continue;
            }

            var size = searched + found - from;
            _text.AsSpan(from, size).CopyTo(_text.AsSpan(to));
            to += size;
            from += size + 1;
            searched = Math.Min(from + 1, _length);
            if (from < _length && _text[from] == options.Quote)
            {
                _text[to++] = options.Quote;
                from++;
                searched = from;
                continue;
            }

            if (from < _length && _text[from] != Delimiter)
            {
                Fault = new CsvFault("malformed_quotes", "Text follows the closing quote of a value. Double the quotes inside the value, or quote the whole of it.", Count + 1);
                _lines.BackToSecondLine(Line);
                return false;
            }

            Add(start, to - start);
            at = from;
            return true;
        }
    }

    private bool TakeLine()
    {
        ReadOnlySpan<byte> line = default;
        var withReturn = _lines.EndsWithReturn;
        var state = _lines.Record.Length > ReadLimits.RecordBytes ? LineState.TooLong : _lines.Next(out line);
        if (state == LineState.Line)
        {
            AddLineEnd(withReturn);
            if (Append(line))
            {
                return true;
            }

            Line = _lines.Line;
            return false;
        }

        Fault = new CsvFault("quote_not_closed", "A quoted value begins here and never ends. Close the quote; the lines after this one were read by themselves.", Count + 1);
        _lines.BackToSecondLine(Line);
        return false;
    }

    private void AddLineEnd(bool withReturn)
    {
        if (_text.Length < _length + 2)
        {
            Array.Resize(ref _text, _text.Length * 2);
        }

        if (withReturn)
        {
            _text[_length++] = '\r';
        }

        _text[_length++] = '\n';
    }

    private void Add(int start, int length)
    {
        if (Count == _cells.Length)
        {
            Array.Resize(ref _cells, _cells.Length * 2);
        }

        _cells[Count++] = (start, length);
    }

    private static char Guess(ReadOnlySpan<char> line)
    {
        var best = ',';
        var most = 0;
        foreach (var candidate in ",;\t|")
        {
            if (line.Count(candidate) is var count && count > most)
            {
                (best, most) = (candidate, count);
            }
        }

        return best;
    }
}

/// <summary>What <see cref="CsvReader.Read"/> found.</summary>
internal enum CsvState
{
    Record,
    Broken,
    End,
}

/// <summary>Why a line cannot be read.</summary>
/// <param name="Column">Number of the column from 1, where one can be told.</param>
internal readonly record struct CsvFault(string Code, string Detail, int? Column);

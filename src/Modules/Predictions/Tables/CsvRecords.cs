using BookedBarber.Predictions.CommandLine;

namespace BookedBarber.Predictions.Tables;

/// <summary>Splits CSV text into records of cells (RFC 4180): quotes double inside quotes, cells may hold separators and line breaks, blank lines are passed over.</summary>
/// <remarks>Works in one buffer without making strings: three years of days of 10,000 locations are eleven million records, and a string for each cell would cost more than all forecasts.</remarks>
internal sealed class CsvRecords(TextReader text)
{
    // No record of any sensible export is longer; without a bound one forgotten quote would read the whole file into memory.
    private const int LongestRecord = 1 << 20;

    private readonly List<(int Start, int Length, bool Escaped)> _cells = [];
    private char[] _buffer = new char[1 << 16];
    private int _start;
    private int _end;
    private bool _over;
    private int _linesInRecord;

    /// <summary>Between cells; found in the first record: the one of comma, semicolon, tab and bar that occurs most.</summary>
    public char Separator { get; private set; }

    /// <summary>Line on which the current record begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Number of cells of the current record.</summary>
    public int Count => _cells.Count;

    /// <summary>A cell of the current record, trimmed; valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<char> this[int index]
    {
        get
        {
            var (start, length, escaped) = _cells[index];
            var cell = _buffer.AsSpan(start, length);
            return escaped ? cell.ToString().Replace("\"\"", "\"", StringComparison.Ordinal).AsSpan() : cell.Trim();
        }
    }

    /// <summary>Goes to the next record; false at the end.</summary>
    /// <exception cref="InputFaultException">A quote is never closed, or something follows a closing quote.</exception>
    public bool Read()
    {
        Line += _linesInRecord;
        _linesInRecord = 0;
        while (true)
        {
            if (_start == _end && !Fill())
            {
                return false;
            }

            if (_buffer[_start] == '\n')
            {
                Line++;
                _start++;
            }
            else if (_buffer[_start] == '\r')
            {
                _start++;
            }
            else
            {
                break;
            }
        }

        if (Line == 0)
        {
            Line = 1;
        }

        if (Separator == '\0')
        {
            FindSeparator();
        }

        ReadCells();
        return true;
    }

    private void ReadCells()
    {
        _cells.Clear();
        var at = 0; // relative to _start, which moves when the buffer is filled
        while (true)
        {
            var from = at;
            if (Peek(at) == '"')
            {
                at = Quoted(at + 1, out var escaped);
                _cells.Add((_start + from + 1, at - from - 2, escaped));
                while (Peek(at) == ' ')
                {
                    at++;
                }
            }
            else
            {
                int next;
                while ((next = Peek(at)) >= 0 && next != Separator && next != '\n' && next != '\r')
                {
                    at++;
                }

                _cells.Add((_start + from, at - from, false));
            }

            var after = Peek(at);
            if (after == Separator)
            {
                at++;
                continue;
            }

            if (after >= 0 && after != '\n' && after != '\r')
            {
                throw new InputFaultException(FormattableString.Invariant($"row {Line}, cell {_cells.Count}: something follows a closing quote. Double the quotes inside a cell."));
            }

            break;
        }

        _start += at;
        if (Peek(0) == '\r')
        {
            _start++;
        }

        if (Peek(0) == '\n')
        {
            _start++;
        }

        _linesInRecord++;
    }

    private int Quoted(int at, out bool escaped)
    {
        escaped = false;
        while (true)
        {
            switch (Peek(at))
            {
                case < 0:
                    throw new InputFaultException(FormattableString.Invariant($"row {Line}, cell {_cells.Count + 1}: the quote is never closed."));
                case '"' when Peek(at + 1) == '"':
                    escaped = true;
                    at += 2;
                    break;
                case '"':
                    return at + 1;
                case '\n':
                    _linesInRecord++;
                    at++;
                    break;
                default:
                    at++;
                    break;
            }
        }
    }

    // The character at a distance from the record's begin; -1 at the end of the file. Cells found so far move with the buffer.
    private int Peek(int at)
    {
        while (_start + at >= _end)
        {
            var before = _start;
            if (!Fill())
            {
                return -1;
            }

            var moved = before - _start;
            for (var i = 0; moved != 0 && i < _cells.Count; i++)
            {
                _cells[i] = _cells[i] with { Start = _cells[i].Start - moved };
            }
        }

        return _buffer[_start + at];
    }

    private bool Fill()
    {
        if (_over)
        {
            return false;
        }

        if (_end - _start > LongestRecord)
        {
            throw new InputFaultException(FormattableString.Invariant($"row {Line}: the record is longer than a million characters. Probably a quote is never closed."));
        }

        if (_end - _start > _buffer.Length / 2)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        var read = text.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _over = read == 0;
        return !_over;
    }

    private void FindSeparator()
    {
        var at = 0;
        var counts = new Dictionary<char, int>();
        while (Peek(at) is >= 0 and not '\n' and var next)
        {
            if ((char)next is ',' or ';' or '\t' or '|')
            {
                counts[(char)next] = counts.GetValueOrDefault((char)next) + 1;
            }

            at++;
        }

        Separator = counts.Count == 0 ? ',' : counts.MaxBy(pair => pair.Value).Key;
    }
}

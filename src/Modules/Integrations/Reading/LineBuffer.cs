namespace BookedBarber.Integrations.Reading;

/// <summary>Cuts a stream into physical lines and keeps the bytes of the record under way, within the limits.</summary>
/// <remarks>
/// This and <see cref="CsvReader"/> are our own because no CSV library at hand bounds a line, goes on after an unclosed quote or a bad byte,
/// and says on which line it was. Tests hold it against CsvHelper as a referee.
/// </remarks>
internal sealed class LineBuffer(Stream stream)
{
    private byte[] _bytes = new byte[1 << 17];
    private int _record;
    private int _next;
    private int _end;
    private bool _ended;

    /// <summary>Number of the line last returned, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Whether a carriage return stood before the end of the line last returned.</summary>
    public bool EndsWithReturn { get; private set; }

    /// <summary>The bytes since <see cref="BeginRecord"/>.</summary>
    public ReadOnlySpan<byte> Record => _bytes.AsSpan(_record, _next - _record);

    /// <summary>Forgets what was read before.</summary>
    public void BeginRecord() => _record = _next;

    /// <summary>Goes back to just behind the record's first line, which was not what it seemed.</summary>
    public void BackToSecondLine(int firstLine)
    {
        var end = _bytes.AsSpan(_record, _next - _record).IndexOf((byte)'\n');
        _next = end < 0 ? _next : _record + end + 1;
        Line = firstLine;
    }

    /// <summary>Takes the next line, without its end.</summary>
    public LineState Next(out ReadOnlySpan<byte> line)
    {
        line = default;
        var searched = 0;
        while (true)
        {
            var found = _bytes.AsSpan(_next + searched, _end - _next - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                line = Trim(_bytes.AsSpan(_next, searched + found));
                _next += searched + found + 1;
                Line++;
                return LineState.Line;
            }

            if (_ended)
            {
                if (_next == _end)
                {
                    return LineState.End;
                }

                line = Trim(_bytes.AsSpan(_next, _end - _next));
                _next = _end;
                Line++;
                return LineState.Line;
            }

            searched = _end - _next;
            if (searched > ReadLimits.LineBytes)
            {
                line = _bytes.AsSpan(_next, searched);
                return LineState.TooLong;
            }

            Fill();
        }
    }

    /// <summary>After <see cref="LineState.TooLong"/>: passes over the rest of the line, keeping its beginning as the record.</summary>
    public void SkipLine()
    {
        var from = _next + ReadLimits.RowTextBytes;
        _end = from;
        while (true)
        {
            var read = stream.Read(_bytes, from, _bytes.Length - from);
            var found = _bytes.AsSpan(from, read).IndexOf((byte)'\n');
            if (read == 0 || found >= 0)
            {
                _ended = read == 0;
                _record = _next;
                _next = from + found + 1;
                _end = from + read;
                Line++;
                return;
            }
        }
    }

    private void Fill()
    {
        if (_record > 0)
        {
            _bytes.AsSpan(_record, _end - _record).CopyTo(_bytes);
            _next -= _record;
            _end -= _record;
            _record = 0;
        }

        if (_end == _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        var read = stream.Read(_bytes, _end, _bytes.Length - _end);
        _end += read;
        _ended = read == 0;
    }

    private Span<byte> Trim(Span<byte> line)
    {
        EndsWithReturn = line is [.., (byte)'\r'];
        return EndsWithReturn ? line[..^1] : line;
    }
}

/// <summary>What <see cref="LineBuffer.Next"/> found.</summary>
internal enum LineState
{
    Line,
    TooLong,
    End,
}

using System.IO.Hashing;
using BookedBarber.Integrations.Mapping;
using BookedBarber.Integrations.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Features.RunImport;

/// <summary>Turns the rows of one file into batches of records. Reading the same file again gives the same batches.</summary>
internal sealed class RowsToRecords<T>(ImportJob job, int file, RecordBuilder<T> builder, LocationResolver locations, SeenKeys seen, Func<long> bytesRead)
    where T : CanonicalRecord
{
    private readonly Profile _profile = job.Profile;
    private readonly Dictionary<string, OpenRecord> _open = new(StringComparer.Ordinal);
    private readonly Queue<OpenRecord> _order = new();
    private Batch<T> _batch = new(file, 1) { ColumnOf = _ => null };
    private OpenRecord? _last;
    private int _brokenLine;

    /// <summary>The batches of the file, one after the other.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="apart">What <see cref="GroupsApart"/> found in it.</param>
    /// <exception cref="ImportFileException">The file cannot be read on; what was handed out before stands.</exception>
    public IEnumerable<Batch<T>> Read(Stream stream, IReadOnlySet<string> apart)
    {
        using var reader = RowReader.Open(stream, _profile);
        _batch = new Batch<T>(file, 1) { ColumnOf = reader.ColumnOf };
        var row = new Row(_profile.Fields);
        while (true)
        {
            RowState state;
            try
            {
                state = reader.Read(row);
            }
            catch (ImportFileException fault) when (fault.Line > 1)
            {
                Count();
                _batch.Refusals.Add(new Refusal(file, fault.Line, fault.Column, fault.Code, fault.Message, string.Empty));
                break;
            }

            if (state == RowState.End)
            {
                break;
            }

            Count();
            Take(reader, row, state, apart);
            if (_batch.RowsRead >= Batch<T>.Size)
            {
                yield return HandOver(isLast: false);
            }
        }

        while (_order.Count > 0)
        {
            Close(_order.Dequeue());
        }

        yield return HandOver(isLast: true);
    }

    private void Count() => _batch.RowsRead++;

    private Batch<T> HandOver(bool isLast)
    {
        var full = _batch;
        full.IsLast = isLast;
        full.BytesRead = bytesRead();
        locations.TakePlanned(full.NewLocations);
        _batch = new Batch<T>(file, full.Number + 1) { ColumnOf = full.ColumnOf };
        return full;
    }

    private void Take(RowReader reader, Row row, RowState state, IReadOnlySet<string> apart)
    {
        if (state == RowState.Broken)
        {
            Refuse(reader, row.Fault!);
            _brokenLine = reader.Line;
            return;
        }

        var group = GroupOf(row);
        if (group is not null && _brokenLine > 0 && _last is { IsClosed: false } && _last.Group == group)
        {
            _last.BrokenBy ??= _brokenLine; // a line between two rows of a record was unreadable: it can only have been its own
        }

        _brokenLine = 0;
        if (group is not null && apart.Contains(group))
        {
            Refuse(reader, new Fault("rows_apart", $"Other rows of the same record ({group}) lie more than {GroupsApart.OpenGroups} records away; a record is imported whole or not at all. Sort the file so that they lie together."));
            return;
        }

        var record = row.Fault is null ? Build(row, out var location) : Nothing(out location);
        if (_profile.Group is null)
        {
            if (record is null)
            {
                Refuse(reader, row.Fault!);
                return;
            }

            Emit(location!, record, RowsToRecords.Hash(reader.Raw), reader.Line, null, reader.Raw);
        }
        else if (group is null)
        {
            Refuse(reader, row.Fault ?? new Fault("required", "The row has nothing that says which record it belongs to."));
        }
        else
        {
            AddTo(group, location, record, reader, row.Fault);
        }
    }

    private string? GroupOf(Row row) => _profile.Group is { } get && get(row, out var group) ? group.ToString() : null;

    private static T? Nothing(out Node? location)
    {
        location = null;
        return null;
    }

    private T? Build(Row row, out Node? location)
    {
        location = job.Location;
        if (_profile.Location is { } code)
        {
            if (!code(row, out var text))
            {
                row.Fail("required", "the row does not say which location it belongs to.");
                return null;
            }

            location = locations.Find(text.Span);
            if (location is null)
            {
                row.Fail("unknown_location", $"there is no location with the code '{text}' in this network, or you have no access to it. Import the locations first, or let the import create them.");
                return null;
            }
        }

        row.Zone = location!.Zone;
        return builder.Build(row);
    }

    private void AddTo(string group, Node? location, T? record, RowReader reader, Fault? fault)
    {
        if (!_open.TryGetValue(group, out var open))
        {
            if (_order.Count == GroupsApart.OpenGroups)
            {
                Close(_order.Dequeue());
            }

            open = new OpenRecord(group);
            _open.Add(group, open);
            _order.Enqueue(open);
        }

        _last = open;
        if (record is null)
        {
            open.BrokenBy ??= reader.Line;
            Refuse(reader, fault!);
            return;
        }

        open.Content = HashCode.Combine(open.Content, RowsToRecords.Hash(reader.Raw));
        open.Location ??= location;
        open.Record = open.Record is null ? record : builder.Combine(open.Record, record);
        open.Rows.Add((reader.Line, reader.Raw[..Math.Min(reader.Raw.Length, ReadLimits.RowTextBytes)].ToArray()));
    }

    private void Close(OpenRecord open)
    {
        _open.Remove(open.Group);
        open.IsClosed = true;
        if (open.BrokenBy is { } line)
        {
            foreach (var (at, text) in open.Rows)
            {
                _batch.Refusals.Add(new Refusal(file, at, null, "record_incomplete", $"This row belongs to a record with line {line}, which was refused; a record is imported whole or not at all.", RowText.Of(text)));
            }

            return;
        }

        if (open.Record is not null)
        {
            Emit(open.Location!, open.Record, open.Content, open.Rows[0].Line, open.Rows, default);
        }
    }

    private void Emit(Node location, T record, int content, int line, List<(int Line, byte[] Text)>? rows, ReadOnlySpan<byte> raw)
    {
        var isNew = seen.TryAdd(location.Id.Value, builder.KeyOf(record), content, file, line, out var first, out var isSame);
        if (!isNew && isSame)
        {
            _batch.Repeated += rows?.Count ?? 1;
            return;
        }

        _batch.Add(new LocatedRecord<T>(location, record));
        if (rows is null)
        {
            _batch.AddRow(line, raw);
        }
        else
        {
            rows.ForEach(row => _batch.AddRow(row.Line, row.Text));
        }

        if (!isNew)
        {
            var place = first.File == file ? $"Line {first.Line}" : $"{job.Files[first.File].Name}, line {first.Line}";
            _batch.Refuse(_batch.Records.Count - 1, null, "duplicate_key", $"{place} has a record with the same key and other content. Keep one of them; rows of one record must lie together.");
            _batch.TakeBack();
        }
    }

    private void Refuse(RowReader reader, Fault fault) =>
        _batch.Refusals.Add(new Refusal(file, reader.Line, reader.ColumnOf(fault.Field), fault.Code, fault.Detail, RowText.Of(reader.Raw)));

    private sealed class OpenRecord(string group)
    {
        public string Group => group;

        public List<(int Line, byte[] Text)> Rows { get; } = [];

        public Node? Location { get; set; }

        public T? Record { get; set; }

        public int Content { get; set; }

        public int? BrokenBy { get; set; }

        public bool IsClosed { get; set; }
    }
}

/// <summary>What rows of any record have in common.</summary>
internal static class RowsToRecords
{
    private static readonly long Seed = Random.Shared.NextInt64();

    /// <summary>Hash of a row as it stands in the file, but for its line end.</summary>
    public static int Hash(ReadOnlySpan<byte> raw)
    {
        return unchecked((int)XxHash3.HashToUInt64(raw.TrimEnd("\r\n"u8), Seed));
    }
}

using System.Runtime.InteropServices;
using BookedBarber.Integrations.Mapping;
using BookedBarber.Integrations.Reading;

namespace BookedBarber.Integrations.Features.RunImport;

/// <summary>
/// Finds, before anything is written, the records whose rows lie too far apart in a file to be put together. Without it the first part of such
/// a receipt would be stored as the whole of it before the second part is seen.
/// </summary>
internal sealed class GroupsApart
{
    /// <summary>Rows of one record lie together in a file, or nearly: so many records may be open at once.</summary>
    public const int OpenGroups = 256;

    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly Dictionary<UInt128, int> _closed = [];
    private readonly HashSet<string> _apart = new(StringComparer.Ordinal);

    /// <summary>Groups whose rows lie apart; none for profiles whose records have one row. The same rows once more are no second part.</summary>
    public static IReadOnlySet<string> Find(Profile profile, Func<Stream> open, CancellationToken stop)
    {
        var found = new GroupsApart();
        if (profile.Group is { } groupOf)
        {
            using var reader = RowReader.Open(open(), profile);
            found.Read(reader, new Row(profile.Fields), groupOf, stop);
        }

        return found._apart;
    }

    private void Read(RowReader reader, Row row, Get<ReadOnlyMemory<char>> groupOf, CancellationToken stop)
    {
        try
        {
            while (reader.Read(row) is var state && state != RowState.End)
            {
                stop.ThrowIfCancellationRequested();
                if (state == RowState.Row && groupOf(row, out var group))
                {
                    Add(group.ToString(), RowsToRecords.Hash(reader.Raw));
                }
            }
        }
        catch (ImportFileException)
        {
            // the reading that follows meets the same fault and tells it
        }

        while (_order.Count > 0)
        {
            Close(_order.Dequeue());
        }
    }

    private void Add(string group, int content)
    {
        if (_open.TryGetValue(group, out var before))
        {
            _open[group] = HashCode.Combine(before, content);
            return;
        }

        if (_order.Count == OpenGroups)
        {
            Close(_order.Dequeue());
        }

        _open.Add(group, HashCode.Combine(0, content));
        _order.Enqueue(group);
    }

    private void Close(string group)
    {
        _open.Remove(group, out var content);
        ref var closed = ref CollectionsMarshal.GetValueRefOrAddDefault(_closed, SeenKeys.Hash(default, group), out var known);
        if (!known)
        {
            closed = content;
        }
        else if (closed != content)
        {
            _apart.Add(group);
        }
    }
}

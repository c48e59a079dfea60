using System.Text.Json;
using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Connectors;

/// <summary>Maps the items of one stream to canonical records. Belongs to one caller: not for two threads at a time.</summary>
internal sealed class StreamMapper
{
    private readonly VendorStream _stream;
    private readonly CompiledMap _map;
    private readonly Row _row;

    internal StreamMapper(VendorStream stream, CompiledMap map, int version)
    {
        (_stream, _map, Version) = (stream, map, version);
        _row = new Row(map.Fields);
    }

    /// <summary>Type of canonical record that items become.</summary>
    public string Record => _map.Record;

    /// <summary>Version of the network's field map for the stream; 0: the manifest's own.</summary>
    public int Version { get; }

    /// <summary>Maps an item as a page, a webhook or a single read gives it.</summary>
    public MappedItem Map(JsonElement item, MapContext context)
    {
        var unmapped = _map.Unread(item);
        if (_stream.Key.FindText(item) is not { Length: > 0 } key)
        {
            return new MappedItem(string.Empty, null, null, null, false, false, [new Fault("required", $"The item has no value at {_stream.Key}, where its key should be.")], unmapped);
        }

        var version = _stream.Version?.FindText(item);
        _row.Clear();
        _row.Zone = context.Zone;
        JsonFields.Fill(_row, item, item);
        if (_row.Fault is not null)
        {
            return new MappedItem(key, version, null, null, false, false, [_row.Fault], unmapped);
        }

        var place = _map.Location is { } location && location(_row, out var text) ? text.ToString() : null;
        if (_row.Fault is null && _map.Deleted is { } deleted && deleted(_row, out var isGone) && isGone)
        {
            return new MappedItem(key, version, place, null, false, IsDeleted: true, [], unmapped);
        }

        if (_row.Fault is null && _map.Skip is { } skip && skip(_row, out var isSkipped) && isSkipped)
        {
            return new MappedItem(key, version, place, null, IsSkipped: true, false, [], unmapped);
        }

        var record = _row.Fault is null ? _map.Builder.BuildAny(_row) : null;
        return new MappedItem(key, version, place, record, false, false, _row.Fault is { } fault ? [fault] : [], unmapped) { Shops = _row.Fault is null ? _map.Shops?.Find(_row, item) : null };
    }
}

using System.Buffers;
using System.Text.Json;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Webhooks.Events;

/// <summary>Makes events of changes: one for each row.</summary>
/// <remarks>Statements of more than 200 rows come without the rows' contents; their events carry ids only, whatever a subscription asks for.</remarks>
internal sealed class EventFactory(INetworkTree tree)
{
    /// <summary>Full payloads above this size are sent with ids only.</summary>
    internal const int MostBytes = 64 * 1024;

    /// <summary>Whether the change becomes events.</summary>
    public static bool Makes(Change change) => change.Op != ChangeOp.Action && EventShapes.Has(change.Entity);

    /// <summary>Types that the change's events can have.</summary>
    public static IEnumerable<string> TypesOf(Change change)
    {
        var verb = VerbOf(change.Op);
        return EventShapes.Of(change.Entity) is { } shape ? [shape.TypeOf(verb)] : EventShapes.All.Where(one => EventShapes.OfUnit(one.Kind) is not null).Select(one => one.TypeOf(verb));
    }

    /// <summary>The events of a change.</summary>
    /// <param name="change">Of an entity that <see cref="Makes"/> events.</param>
    /// <param name="withFull">Whether somebody wants all fields.</param>
    /// <param name="contacts">Contact data of clients, by id; of those left out none is sent.</param>
    public IEnumerable<WebhookEvent> EventsOf(Change change, bool withFull, IReadOnlyDictionary<Guid, ClientContact> contacts)
    {
        using var rows = Parse(change.Op == ChangeOp.Deleted ? change.Before : change.After);
        using var before = change.Op == ChangeOp.Changed ? Parse(change.Before) : null;
        if (rows is null)
        {
            for (var i = 0; i < change.Ids.Count; i++)
            {
                if (ShapeOf(change, null, change.Ids[i]) is { } shape)
                {
                    yield return Make(change, shape, i, change.Ids[i], null, null, withFull: false, null) with { Units = UnitsOf(change, change.Ids[i], null, null) };
                }
            }

            yield break;
        }

        var index = 0;
        foreach (var row in rows.RootElement.EnumerateArray())
        {
            var id = row.GetProperty("id"u8).GetGuid();
            if (ShapeOf(change, row, id) is { } shape)
            {
                JsonElement? was = before is not null && index < before.RootElement.GetArrayLength() ? before.RootElement[index] : null;
                yield return Make(change, shape, index, id, row, was, withFull, contacts.GetValueOrDefault(id)) with { Units = UnitsOf(change, id, row, was) };
            }

            index++;
        }
    }

    private static string VerbOf(ChangeOp op) => op switch
    {
        ChangeOp.Created => EventShape.Created,
        ChangeOp.Deleted => EventShape.Deleted,
        _ => EventShape.Changed,
    };

    private static JsonDocument? Parse(string? rows) => rows is null ? null : JsonDocument.Parse(rows);

    private EventShape? ShapeOf(Change change, JsonElement? row, Guid id) =>
        change.Entity != EventShapes.UnitEntity ? EventShapes.Of(change.Entity)
        : row is { } unit ? EventShapes.OfUnit(unit.GetProperty("kind"u8).GetString())
        : EventShapes.OfUnit(tree.Find(new NodeId(id))?.Kind.ToString().ToLowerInvariant());

    // A unit that was moved belongs to both branches.
    private List<Guid>? UnitsOf(Change change, Guid id, JsonElement? row, JsonElement? was) =>
        change.Entity != EventShapes.UnitEntity ? null
        : row is null ? [change.Network.Value, .. tree.Find(new NodeId(id))?.Ref.Path.Select(one => one.Value) ?? []]
        : [change.Network.Value, .. PathOf(row), .. PathOf(was)];

    private static IEnumerable<Guid> PathOf(JsonElement? row) => row is { } unit ? unit.GetProperty("path"u8).EnumerateArray().Select(id => id.GetGuid()) : [];

    private static WebhookEvent Make(Change change, EventShape shape, int index, Guid id, JsonElement? row, JsonElement? was, bool withFull, ClientContact? contact)
    {
        var type = shape.TypeOf(VerbOf(change.Op));
        var changed = row is { } now && was is { } then ? shape.Fields.Where(field => !field.IsContact && Differs(then, now, field.Column)).Select(field => field.Name).ToList() : null;
        var small = Write(change, shape, type, id, row, changed, full: false, contact: null);
        var full = withFull ? Write(change, shape, type, id, row, changed, full: true, contact) : null;
        return new WebhookEvent(EventId.Of(change.Network, change.Seq, index, change.WrittenAt), change.Network, type, id, change.WrittenAt, small, full is { Length: > MostBytes } ? null : full);
    }

    private static bool Differs(JsonElement then, JsonElement now, string column) =>
        (then.TryGetProperty(column, out var a) ? a.GetRawText() : null) != (now.TryGetProperty(column, out var b) ? b.GetRawText() : null);

    private static byte[] Write(Change change, EventShape shape, string type, Guid id, JsonElement? row, List<string>? changed, bool full, ClientContact? contact)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, type);
            json.WriteString("timestamp"u8, change.WrittenAt.UtcDateTime);
            json.WriteStartObject("data"u8);
            json.WriteString("id"u8, id);
            json.WriteString("networkId"u8, change.Network.Value);
            if (change.Location is { } location)
            {
                json.WriteString("locationId"u8, location.Value);
            }
            else
            {
                json.WriteNull("locationId"u8);
            }

            if (changed is not null)
            {
                json.WriteStartArray("changed"u8);
                changed.ForEach(json.WriteStringValue);
                json.WriteEndArray();
            }

            foreach (var field in shape.Fields.Where(field => row is not null && (field.IsSmall || full)))
            {
                if (field.IsContact)
                {
                    if (contact is not null)
                    {
                        json.WriteString(field.Name, contact.Of(field.Column));
                    }
                }
                else if (row!.Value.TryGetProperty(field.Column, out var value))
                {
                    json.WritePropertyName(field.Name);
                    FieldValue.Write(json, field.Kind, value);
                }
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}

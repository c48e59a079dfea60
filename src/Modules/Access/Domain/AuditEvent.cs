using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using BookedBarber.Shared;

namespace BookedBarber.Access.Domain;

/// <summary>One event of the audit trail, without its place in the chain's hashes.</summary>
internal sealed record AuditEvent(
    NetworkId Network,
    long Sequence,
    DateTimeOffset At,
    Guid? ActorId,
    string? ActorName,
    string ActorKind,
    string Action,
    string Entity,
    IReadOnlyList<Guid> EntityIds,
    int RowCount,
    Guid? NodeId,
    string Cause,
    string Summary,
    string? Changes,
    long FeedPosition)
{
    /// <summary>What the first event of a chain is chained to.</summary>
    public static readonly byte[] Genesis = new byte[SHA256.HashSizeInBytes];

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>SHA-256 over the hash of the event before and this event in canonical form, so that no event can change, vanish or move without a trace.</summary>
    public byte[] Hash(ReadOnlySpan<byte> previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        hash.AppendData(Canonical());
        return hash.GetHashAndReset();
    }

    /// <summary>Fixed property order, instants in microseconds (what PostgreSQL keeps), the changes with sorted keys.</summary>
    private byte[] Canonical()
    {
        using var buffer = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteString("network", Network.Value);
            json.WriteNumber("sequence", Sequence);
            json.WriteNumber("at", At.ToUnixTimeMilliseconds() * 1000 + At.Microsecond);
            Optional(json, "actorId", ActorId);
            json.WriteString("actorName", ActorName);
            json.WriteString("actorKind", ActorKind);
            json.WriteString("action", Action);
            json.WriteString("entity", Entity);
            json.WriteStartArray("entityIds");
            foreach (var id in EntityIds)
            {
                json.WriteStringValue(id);
            }

            json.WriteEndArray();
            json.WriteNumber("rowCount", RowCount);
            Optional(json, "nodeId", NodeId);
            json.WriteString("cause", Cause);
            json.WriteString("summary", Summary);
            json.WritePropertyName("changes");
            WriteSorted(json, Changes);
            json.WriteNumber("feedPosition", FeedPosition);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Optional(Utf8JsonWriter json, string name, Guid? value)
    {
        if (value is { } id)
        {
            json.WriteString(name, id);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteSorted(Utf8JsonWriter json, string? text)
    {
        if (text is null)
        {
            json.WriteNullValue();
            return;
        }

        using var document = JsonDocument.Parse(text);
        WriteSorted(json, document.RootElement);
    }

    private static void WriteSorted(Utf8JsonWriter json, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var property in element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    json.WritePropertyName(property.Name);
                    WriteSorted(json, property.Value);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    WriteSorted(json, item);
                }

                json.WriteEndArray();
                break;
            case JsonValueKind.Number:
                json.WriteRawValue(element.GetRawText()); // jsonb keeps trailing zeros, a double would not
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }
}

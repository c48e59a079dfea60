using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using BookedBarber.Streams.Board;

namespace BookedBarber.Streams.Sockets;

/// <summary>The frames of the performance stream, as UTF-8 JSON. One place, so that the event catalogue can be read off here.</summary>
internal static class Frames
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Figures of everything in view. <paramref name="reason"/>: start, resume, gap (what was missed is too old to replay).</summary>
    public static Frame Snapshot(long seq, DateTimeOffset at, DateTimeOffset asOf, string reason, IReadOnlyList<Figures> nodes) =>
        Write(seq, "snapshot", at, json =>
        {
            json.WriteString("asOf", asOf);
            json.WriteString("reason", reason);
            json.WritePropertyName("nodes");
            JsonSerializer.Serialize(json, nodes, Json);
        });

    /// <summary>What happened, and the figures it changed.</summary>
    public static Frame Change(long seq, DateTimeOffset at, IReadOnlyList<Activity> events, IReadOnlyList<Figures> nodes) =>
        Write(seq, "change", at, json =>
        {
            json.WritePropertyName("events");
            WriteEvents(json, events);
            json.WritePropertyName("nodes");
            JsonSerializer.Serialize(json, nodes, Json);
        });

    /// <summary>The figures as they are, instead of activity that a slow reader did not take.</summary>
    public static Frame Coalesced(long seq, DateTimeOffset at, long skipped, IReadOnlyList<Figures> nodes) =>
        Write(seq, "coalesced", at, json =>
        {
            json.WriteNumber("skipped", skipped);
            json.WritePropertyName("nodes");
            JsonSerializer.Serialize(json, nodes, Json);
        });

    /// <summary>Nothing new; <paramref name="asOf"/> says up to when that is known.</summary>
    public static Frame Heartbeat(long seq, DateTimeOffset at, DateTimeOffset asOf) => Write(seq, "heartbeat", at, json => json.WriteString("asOf", asOf));

    /// <summary>Answer to a client's ping.</summary>
    public static Frame Pong(long seq, DateTimeOffset at, string? id) => Write(seq, "pong", at, json => json.WriteString("id", id));

    /// <summary>A message of the client that was not understood; the socket stays open.</summary>
    public static Frame Error(long seq, DateTimeOffset at, string code, string detail) => Write(seq, "error", at, json =>
    {
        json.WriteString("code", code);
        json.WriteString("detail", detail);
    });

    private static void WriteEvents(Utf8JsonWriter json, IReadOnlyList<Activity> events)
    {
        json.WriteStartArray();
        foreach (var entry in events)
        {
            json.WriteStartObject();
            json.WriteNumber("seq", entry.Seq);
            json.WriteString("kind", entry.Kind);
            json.WriteString("op", entry.Op);
            json.WriteString("locationId", entry.LocationId.Value);
            Optional(json, "id", entry.Id?.ToString());
            Optional(json, "day", entry.Day?.ToString("O"));
            Optional(json, "amount", entry.Amount);
            Optional(json, "netSales", entry.NetSales);
            Optional(json, "currency", entry.Currency);
            Optional(json, "status", entry.Status);
            if (entry.Count is { } count)
            {
                json.WriteNumber("count", count);
            }

            if (entry.OccurredAt is { } at)
            {
                json.WriteString("occurredAt", at);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static Frame Write(long seq, string type, DateTimeOffset at, Action<Utf8JsonWriter> body)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("seq", seq);
            json.WriteString("type", type);
            json.WriteString("at", at);
            body(json);
            json.WriteEndObject();
        }

        return new Frame(seq, buffer.WrittenMemory);
    }
}

/// <summary>A finished frame, shared by all sockets that get it.</summary>
internal readonly record struct Frame(long Seq, ReadOnlyMemory<byte> Utf8);

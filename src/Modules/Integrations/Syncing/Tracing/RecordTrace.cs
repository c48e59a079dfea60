using System.ComponentModel;

namespace BookedBarber.Integrations.Syncing.Tracing;

/// <summary>The way of a record.</summary>
internal sealed record RecordTrace(
    Guid RecordId,
    [property: Description("Type of record.")] string Record,
    string Stream,
    [property: Description("Key at the vendor.")] string Key,
    [property: Description("Version at the vendor that was taken last.")] string? VendorVersion,
    [property: Description("Version of the field map; 0: the connector's own.")] int MappingVersion,
    Guid LocationId,
    DateTimeOffset TakenAt,
    [property: Description("When it was taken back.")] DateTimeOffset? RemovedAt,
    [property: Description("Fields changed here since both sides agreed.")] IReadOnlyList<string> ChangedHere,
    [property: Description("What brought it first.")] TraceSource? First,
    [property: Description("What brought the last change.")] TraceSource? Last,
    [property: Description("Its changes in the feed, oldest first; the newest 50.")] IReadOnlyList<TraceChange> Changes,
    [property: Description("Writes to other systems.")] IReadOnlyList<TracePush> Pushes);

/// <summary>A run or a message.</summary>
internal sealed record TraceSource(
    Guid Id,
    [property: Description("run, message or push.")] string Kind,
    [property: Description("Stream, or types of the events.")] string? What,
    DateTimeOffset At);

/// <summary>A change in the feed.</summary>
internal sealed record TraceChange(
    [property: Description("Number within the network: where streams and webhooks resume.")] long Seq,
    [property: Description("created, changed or deleted.")] string Op,
    DateTimeOffset At, string Cause, string? By);

/// <summary>A write to another system.</summary>
internal sealed record TracePush(Guid Id, Guid ConnectionId, string Action, string State, string? VendorKey, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt);

using System.ComponentModel;
using System.Text.Json;

namespace BookedBarber.Integrations.Syncing.Api;

/// <summary>A stream of a connection.</summary>
internal sealed record StreamItem(
    [property: Description("Name in the connector.")] string Stream,
    [property: Description("Name for people.")] string Title,
    [property: Description("Type of record that its items become; null: they only serve other streams.")] string? Record,
    [property: Description("idle, running, waiting or failed; message where it only comes by itself.")] string State,
    [property: Description("Everything that changed at the vendor up to here was taken.")] string? Cursor,
    [property: Description("Seconds since the last reading that went through; null: none has.")] double? LagSeconds,
    [property: Description("How often it is read, in seconds.")] double EverySeconds,
    [property: Description("When it is due.")] DateTimeOffset? NextAt,
    [property: Description("Last reading that went through.")] DateTimeOffset? SucceededAt,
    [property: Description("Last complete reading.")] DateTimeOffset? ReadWholeAt,
    [property: Description("Newest moment of the vendor that was taken.")] DateTimeOffset? NewestAt,
    [property: Description("Readings that stopped since the last one that went through.")] int Failures,
    [property: Description("Why it stopped.")] string? Code,
    [property: Description("The same for people.")] string? Detail,
    [property: Description("Items that could not become records yet.")] long Held,
    [property: Description("Records that come from it.")] long Records);

/// <summary>A run of a stream.</summary>
internal sealed record RunItem(
    Guid Id, string Stream, string Reason, string State, DateTimeOffset? From, DateTimeOffset? To, long Pages, long Read, long Created, long Changed, long Unchanged, long Refused, long Held, long Removed,
    long Skipped, [property: Description("Parts of the span that are read by themselves.")] int Parts, int PartsDone, string? Code, string? Detail, string? AskedBy, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt);

/// <summary>A reading that is asked for.</summary>
internal sealed record SyncRequest(
    [property: Description("One stream; null: all that can be read.")] string? Stream,
    [property: Description("Beginning of a span of the vendor's time that is read again; null: what is new.")] DateTimeOffset? From,
    [property: Description("End of the span; null: now.")] DateTimeOffset? To,
    [property: Description("Whether everything is read from the very beginning. Default false.")] bool Anew);

/// <summary>The runs of a reading that was asked for.</summary>
internal sealed record StartedRuns([property: Description("One for each stream; the one under way where there is one.")] IReadOnlyList<Guid> RunIds);

/// <summary>An item that could not become a record yet.</summary>
internal sealed record HeldEntry(
    string Stream,
    [property: Description("Key at the vendor.")] string Key,
    [property: Description("place: nobody has said which location that is; map: the mapping cannot read it; record: the records refuse it.")] string Reason,
    [property: Description("The vendor's place it waits for.")] string? PlaceKey,
    IReadOnlyList<HeldEntryFault> Faults,
    [property: Description("Version of the field map.")] int MappingVersion,
    [property: Description("The item as the vendor sent it.")] JsonElement Item,
    DateTimeOffset FirstAt, DateTimeOffset LastAt, int Times);

/// <summary>What is wrong with an item.</summary>
internal sealed record HeldEntryFault(string Code, string Detail);

/// <summary>Which held items are taken again.</summary>
internal sealed record RetryRequest([property: Description("A stream.")] string? Stream);

/// <summary>A job that was queued.</summary>
internal sealed record QueuedJob(Guid JobId);

using System.ComponentModel;

namespace BookedBarber.Integrations.Hooks.Api;

/// <summary>A vendor's message.</summary>
internal sealed record MessageItem(
    Guid Id,
    [property: Description("Kinds of its events, as the vendor calls them.")] IReadOnlyList<string> EventTypes,
    [property: Description("waiting, done or failed.")] string State,
    int Attempts,
    [property: Description("Events in it.")] int Events,
    [property: Description("Records written because of it and those worked out with it.")] int Records,
    [property: Description("How often the vendor has sent it again.")] int Repeats,
    [property: Description("How often a person has had it worked out again.")] int Replays,
    string? Code, string? Detail, DateTimeOffset ReceivedAt, DateTimeOffset? ProcessedAt);

/// <summary>A vendor's message with its body.</summary>
internal sealed record MessageDetail(MessageItem Message, [property: Description("As it came.")] string Body);

/// <summary>Messages that were turned away in a minute.</summary>
internal sealed record RefusedMessages(DateTimeOffset Minute, string Code, string Detail, int Count);

/// <summary>Which messages are worked out again.</summary>
internal sealed record MessageReplayRequest(
    [property: Description("At most 1,000; null: all of the span.")] List<Guid>? MessageIds,
    [property: Description("Received from.")] DateTimeOffset? From,
    [property: Description("Received before.")] DateTimeOffset? To,
    [property: Description("Only those with an event of one of these kinds.")] List<string>? Types,
    [property: Description("Whether they are only counted. Default false.")] bool DryRun);

/// <summary>How many messages are worked out again.</summary>
internal sealed record ReplayedMessages(int Count, bool DryRun);

using System.ComponentModel;
using System.Text.Json;

namespace BookedBarber.Integrations.Syncing.Api;

/// <summary>A field that both sides changed.</summary>
internal sealed record ConflictItem(
    Guid Id, string Stream,
    [property: Description("Key at the vendor.")] string Key,
    [property: Description("Type of record.")] string Record,
    Guid? RecordId, Guid LocationId, string Field,
    [property: Description("What both had before.")] JsonElement? Agreed,
    [property: Description("What is, or was, here.")] JsonElement? Ours,
    [property: Description("What the vendor says.")] JsonElement? Theirs,
    [property: Description("source_wins, ours_wins, newest_wins or ask.")] string Rule,
    [property: Description("ours or theirs; null: a person has to say.")] string? Winner,
    [property: Description("open, decided (by rule), resolved (by a person) or undone.")] string State,
    DateTimeOffset CreatedAt, DateTimeOffset? DecidedAt, string? DecidedBy);

/// <summary>Who wins.</summary>
internal sealed record ResolveRequest(
    [property: Description("1 to 500 conflicts.")] List<Guid>? ConflictIds,
    [property: Description("ours or theirs.")] string? Winner);

/// <summary>What became of each conflict.</summary>
internal sealed record ResolvedConflicts(IReadOnlyList<ResolvedConflict> Items);

/// <summary>What became of a conflict.</summary>
internal sealed record ResolvedConflict(Guid ConflictId, bool IsResolved, string? Code, string? Detail);

/// <summary>A rule for conflicts.</summary>
internal sealed record ConflictRuleItem(
    [property: Description("Type of record, such as booking.")] string? Record,
    [property: Description("Field, or * for all.")] string? Field,
    [property: Description("source_wins, ours_wins, newest_wins or ask.")] string? Rule);

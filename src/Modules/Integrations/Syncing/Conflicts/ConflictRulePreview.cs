using System.ComponentModel;
using System.Text.Json;

namespace BookedBarber.Integrations.Syncing.Conflicts;

/// <summary>How the conflicts of the past would have ended by a rule.</summary>
internal sealed record ConflictRulePreview(
    [property: Description("Conflicts that were looked at: the latest, at most 1,000.")] int Conflicts,
    [property: Description("Of them, ours would have counted.")] int Ours,
    [property: Description("The vendor's would have counted.")] int Theirs,
    [property: Description("A person would have been asked.")] int Asked,
    [property: Description("It cannot be told, since nobody noted who was later.")] int Unknown,
    [property: Description("Would have ended otherwise than they did.")] int Different,
    [property: Description("The first 20 of those that would have ended otherwise.")] IReadOnlyList<ConflictOutcome> Examples);

/// <summary>A conflict that would have ended otherwise.</summary>
internal sealed record ConflictOutcome(
    Guid ConflictId,
    [property: Description("Key at the vendor.")] string Key,
    string Field,
    [property: Description("Our value.")] JsonElement? Ours,
    [property: Description("The vendor's value.")] JsonElement? Theirs,
    [property: Description("ours or theirs; null: nobody had said.")] string? Was,
    [property: Description("ours or theirs; null: a person would have been asked.")] string? WouldBe);

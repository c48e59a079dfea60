using System.Text.Json.Nodes;

namespace BookedBarber.Integrations.Syncing.Conflicts;

/// <summary>Puts together what both sides say of a record since they last agreed.</summary>
/// <remarks>
/// A field that only one side changed is taken from that side. One that both changed to the same value is no conflict. One that both changed
/// differently is decided by its rule, and told with all three values, so that the losing one can be brought back.
/// </remarks>
internal static class FieldMerge
{
    /// <param name="record">Type of record, for the rules.</param>
    /// <param name="agreed">What both sides had when they last agreed.</param>
    /// <param name="ours">What is stored here.</param>
    /// <param name="theirs">What the vendor says now.</param>
    /// <param name="changedHere">Fields that were changed here since.</param>
    /// <param name="rules">Who wins.</param>
    /// <param name="oursAt">When the record was last changed here; null when not known.</param>
    /// <param name="theirsAt">When the vendor last changed it; null when it does not say.</param>
    /// <returns>The record to be stored, and the conflicts.</returns>
    public static (JsonObject Merged, IReadOnlyList<FieldConflict> Conflicts) Merge(
        string record, JsonObject agreed, JsonObject ours, JsonObject theirs, IReadOnlyCollection<string> changedHere, ConflictRules rules, DateTimeOffset? oursAt, DateTimeOffset? theirsAt)
    {
        var merged = (JsonObject)theirs.DeepClone();
        var conflicts = new List<FieldConflict>();
        foreach (var field in changedHere)
        {
            var (before, here, there) = (agreed[field], ours[field], theirs[field]);
            if (JsonNode.DeepEquals(here, there))
            {
                continue;
            }

            if (JsonNode.DeepEquals(before, there))
            {
                merged[field] = here?.DeepClone();
                continue;
            }

            var rule = rules.For(record, field);
            var winner = Winner(rule, oursAt, theirsAt);
            conflicts.Add(new FieldConflict(field, before?.DeepClone(), here?.DeepClone(), there?.DeepClone(), rule, winner, oursAt, theirsAt));
            if (winner is not ConflictSide.Theirs)
            {
                merged[field] = here?.DeepClone();
            }
        }

        return (merged, conflicts);
    }

    // Of two changes of which one has no time, or of the same moment, the vendor's is taken: that is the general rule.
    internal static ConflictSide? Winner(ConflictRule rule, DateTimeOffset? oursAt, DateTimeOffset? theirsAt) => rule switch
    {
        ConflictRule.SourceWins => ConflictSide.Theirs,
        ConflictRule.OursWins => ConflictSide.Ours,
        ConflictRule.NewestWins => oursAt > theirsAt ? ConflictSide.Ours : ConflictSide.Theirs,
        _ => null,
    };
}

/// <summary>A side of a connection.</summary>
internal enum ConflictSide
{
    /// <summary>What is here.</summary>
    Ours,

    /// <summary>What is at the vendor.</summary>
    Theirs,
}

/// <summary>A field that both sides changed.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Agreed">The value before.</param>
/// <param name="Ours">Ours.</param>
/// <param name="Theirs">The vendor's.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Winner">Who won by the rule; null: a person has to say.</param>
/// <param name="OursAt">When the record was last changed here; null when not known.</param>
/// <param name="TheirsAt">When the vendor last changed it; null when it does not say.</param>
internal sealed record FieldConflict(string Field, JsonNode? Agreed, JsonNode? Ours, JsonNode? Theirs, ConflictRule Rule, ConflictSide? Winner, DateTimeOffset? OursAt, DateTimeOffset? TheirsAt);

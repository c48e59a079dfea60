namespace BookedBarber.Integrations.Syncing.Conflicts;

/// <summary>The rules of a connection: the network's own before the general one.</summary>
/// <param name="own">By record and field; the field <c>*</c> stands for all fields of the record.</param>
internal sealed class ConflictRules(IReadOnlyDictionary<(string Record, string Field), ConflictRule> own)
{
    /// <summary>What holds where nobody has said otherwise: the vendor is the source of record of what it sent.</summary>
    public const ConflictRule Default = ConflictRule.SourceWins;

    /// <summary>The rule for a field: its own, else that of its record, else <see cref="Default"/>.</summary>
    public ConflictRule For(string record, string field) =>
        own.TryGetValue((record, field), out var rule) || own.TryGetValue((record, "*"), out rule) ? rule : Default;

    public static string NameOf(ConflictRule rule) => rule switch
    {
        ConflictRule.SourceWins => "source_wins",
        ConflictRule.OursWins => "ours_wins",
        ConflictRule.NewestWins => "newest_wins",
        ConflictRule.Ask => "ask",
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    public static ConflictRule? Parse(string? name) => name switch
    {
        "source_wins" => ConflictRule.SourceWins,
        "ours_wins" => ConflictRule.OursWins,
        "newest_wins" => ConflictRule.NewestWins,
        "ask" => ConflictRule.Ask,
        _ => null,
    };
}

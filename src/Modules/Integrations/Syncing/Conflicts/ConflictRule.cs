namespace BookedBarber.Integrations.Syncing.Conflicts;

/// <summary>Who wins when both sides changed a field since they last agreed; snake_case on the wire.</summary>
internal enum ConflictRule
{
    /// <summary>The vendor: it is the source of record.</summary>
    SourceWins,

    /// <summary>What was entered here.</summary>
    OursWins,

    /// <summary>The later change.</summary>
    NewestWins,

    /// <summary>Nobody until a person has said so; what is here stays meanwhile.</summary>
    Ask,
}

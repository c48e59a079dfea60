namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>What a reading of a stream is to bring.</summary>
internal enum PassKind
{
    /// <summary>Everything there is: the first reading, and each one of a stream that has no cursor.</summary>
    Full,

    /// <summary>What changed since the last reading.</summary>
    Incremental,

    /// <summary>A span that somebody asked for. Does not move the cursor.</summary>
    Range,
}

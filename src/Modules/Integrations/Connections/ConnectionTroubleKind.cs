namespace BookedBarber.Integrations.Connections;

/// <summary>What a report about a connection does to its state.</summary>
internal enum ConnectionTroubleKind
{
    /// <summary>It works again: failing becomes active. Other states stay.</summary>
    Recovered,

    /// <summary>Active becomes failing; calls go on.</summary>
    Failing,

    /// <summary>Calls stop until a person has connected again.</summary>
    NeedsReconnect,
}

namespace BookedBarber.Integrations.Connections;

/// <summary>Where a connection stands. Snake case on the wire and in tables (<c>needs_reconnect</c>).</summary>
internal enum ConnectionState
{
    /// <summary>Made, but something the vendor needs is missing.</summary>
    Draft,

    /// <summary>Waits for a person to agree at the vendor.</summary>
    Authorising,

    /// <summary>Works.</summary>
    Active,

    /// <summary>Stopped by a person; credentials are kept, nothing is called.</summary>
    Paused,

    /// <summary>The vendor no longer takes the credentials: a person has to connect again. Nothing is called meanwhile.</summary>
    NeedsReconnect,

    /// <summary>Authorised, but the vendor fails or cannot be reached. Calls go on and make it active again by themselves.</summary>
    Failing,

    /// <summary>Removed: credentials are erased; what it brought in stays.</summary>
    Removed,
}

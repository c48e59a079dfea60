namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>Why a stream is read; lower case in tables and on the wire.</summary>
internal enum SyncReason
{
    /// <summary>It was time.</summary>
    Schedule,

    /// <summary>The connection is new.</summary>
    First,

    /// <summary>A person asked for what is new.</summary>
    Asked,

    /// <summary>A person asked for a span, or for everything, to be read again.</summary>
    Resync,

    /// <summary>A comparison found a difference.</summary>
    Repair,

    /// <summary>A message of the vendor said that there is something new.</summary>
    Message,
}

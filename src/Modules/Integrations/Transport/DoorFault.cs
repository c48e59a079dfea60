namespace BookedBarber.Integrations.Transport;

/// <summary>Why a request brought no answer.</summary>
internal enum DoorFault
{
    /// <summary>The guard did not let it out: nothing was sent.</summary>
    Refused,

    /// <summary>No connection came about: nothing was sent.</summary>
    NotConnected,

    /// <summary>Sent, but the connection broke: whether it took effect is unknown.</summary>
    Broken,

    /// <summary>Sent, but no answer came in time: whether it took effect is unknown.</summary>
    TimedOut,

    /// <summary>The answer is larger than we take.</summary>
    TooLarge,
}

namespace BookedBarber.Integrations.Hooks.Signatures;

/// <summary>How a vendor writes the moment of a message.</summary>
internal enum TimestampFormat
{
    /// <summary>Whichever of the others it looks like: digits alone are seconds below 10¹¹ and milliseconds above, all else ISO 8601.</summary>
    Any,

    /// <summary>Seconds since 1970.</summary>
    Unix,

    /// <summary>Milliseconds since 1970.</summary>
    UnixMilliseconds,

    /// <summary>ISO 8601 with zone.</summary>
    Iso,
}

namespace BookedBarber.Integrations.Connections.Credentials;

/// <summary>How asking a vendor for tokens ended.</summary>
internal enum TokenOutcome
{
    /// <summary>Tokens were given.</summary>
    Granted,

    /// <summary>The vendor no longer takes what we hold: a person has to connect again.</summary>
    Refused,

    /// <summary>Not now, and certainly nothing happened: trying again is safe.</summary>
    NotNow,

    /// <summary>Nobody knows whether it happened: the answer was lost.</summary>
    Unknown,
}

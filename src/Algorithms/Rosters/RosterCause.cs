namespace BookedBarber.Algorithms.Rosters;

/// <summary>Why a roster costs something.</summary>
public enum RosterCause
{
    /// <summary>A shift that a person wanted and did not get. The default.</summary>
    Wanted,

    /// <summary>A shift that a person did not want and got.</summary>
    Unwanted,

    /// <summary>People too few.</summary>
    Under,

    /// <summary>People too many.</summary>
    Over,
}

namespace BookedBarber.Predictions.Revenue;

/// <summary>How far apart the values of a series are.</summary>
internal enum Frequency
{
    /// <summary>One value an hour.</summary>
    Hourly,

    /// <summary>One value a day.</summary>
    Daily,

    /// <summary>One value a week.</summary>
    Weekly,

    /// <summary>One value a month.</summary>
    Monthly,

    /// <summary>Steps without a calendar.</summary>
    Unknown,
}

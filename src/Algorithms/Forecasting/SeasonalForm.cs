namespace BookedBarber.Algorithms.Forecasting;

/// <summary>How a season acts on the level.</summary>
public enum SeasonalForm
{
    /// <summary>No season.</summary>
    None,

    /// <summary>The season adds or takes an amount.</summary>
    Additive,

    /// <summary>The season multiplies; for positive series whose swings grow with the level.</summary>
    Multiplicative,
}

namespace BookedBarber.Algorithms.Forecasting;

/// <summary>How the level moves on.</summary>
public enum TrendForm
{
    /// <summary>It stays.</summary>
    None,

    /// <summary>It goes on by the same amount each step.</summary>
    Additive,

    /// <summary>It goes on by an amount that fades, so that far horizons level off.</summary>
    Damped,
}

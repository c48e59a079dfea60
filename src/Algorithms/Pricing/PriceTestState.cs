namespace BookedBarber.Algorithms.Pricing;

/// <summary>Whether a test of a price goes on.</summary>
public enum PriceTestState
{
    /// <summary>Nothing is shown yet. The default.</summary>
    GoOn,

    /// <summary>The new price brings more: the interval is above 0.</summary>
    Higher,

    /// <summary>The new price brings less: the interval is below 0.</summary>
    Lower,

    /// <summary>The planned size is reached and no effect is shown: if there is one, it is hardly as large as the smallest that matters.</summary>
    NoEffectShown,
}

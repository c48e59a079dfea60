namespace BookedBarber.Algorithms.Boosting;

/// <summary>What boosted trees make as small as they can.</summary>
public enum BoostingLoss
{
    /// <summary>Half the squared error; predictions are quantities. The default.</summary>
    Squared,

    /// <summary>Log-loss; targets are 0 or 1 and predictions probabilities.</summary>
    Logistic,

    /// <summary>Poisson deviance; targets are counts or other quantities of 0 or more, predictions their expectation, effects multiply.</summary>
    Poisson,
}

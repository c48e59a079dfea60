namespace BookedBarber.Algorithms.Boosting;

/// <summary>A column that boosted trees learn from.</summary>
/// <param name="Name">Its name, for messages and importance.</param>
/// <param name="IsCategorical">Whether values are codes of kinds without order (whole numbers of 0 or more) instead of quantities.</param>
/// <param name="Monotone">1: the prediction never falls while the value rises; -1: it never rises; 0, the default: either. Quantities only.</param>
public sealed record BoostingFeature(string Name, bool IsCategorical = false, int Monotone = 0);

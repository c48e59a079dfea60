namespace BookedBarber.Algorithms.Scenarios;

/// <summary>A forecast of one step, such as a day, with its 90 % range.</summary>
/// <param name="Mean">What is expected, 0 or more.</param>
/// <param name="Low">5 % of outcomes are expected below this; NaN where it is not known.</param>
/// <param name="Middle">Half of outcomes are expected below this; NaN where it is not known.</param>
/// <param name="High">5 % of outcomes are expected above this; NaN where it is not known.</param>
public readonly record struct ScenarioStep(double Mean, double Low, double Middle, double High);

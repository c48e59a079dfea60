namespace BookedBarber.Algorithms.Pricing;

/// <summary>A look at a running test of a price.</summary>
/// <param name="CountA">Observations under the old price that count.</param>
/// <param name="CountB">Observations under the new price that count.</param>
/// <param name="Difference">Mean under the new price less that under the old.</param>
/// <param name="Low">Lower bound of the interval that holds at all looks at once.</param>
/// <param name="High">Its upper bound.</param>
/// <param name="State">Whether to go on, or how it ended.</param>
public sealed record PriceTestReading(int CountA, int CountB, double Difference, double Low, double High, PriceTestState State);

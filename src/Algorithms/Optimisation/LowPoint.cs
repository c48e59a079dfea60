namespace BookedBarber.Algorithms.Optimisation;

/// <summary>Where a search for a low point ended.</summary>
/// <param name="Point">The best point met.</param>
/// <param name="Value">The function there.</param>
/// <param name="IsSettled">Whether the search ended because nothing lower was left near it; otherwise it ran out of evaluations on the way, and the point says little.</param>
public readonly record struct LowPoint(double[] Point, double Value, bool IsSettled);

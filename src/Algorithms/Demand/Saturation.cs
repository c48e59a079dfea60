namespace BookedBarber.Algorithms.Demand;

/// <summary>How far demand fills what can be served, and how much of it is turned away.</summary>
/// <param name="Served">Visits to expect, 0 to the capacity.</param>
/// <param name="TurnedAway">Visits wanted and not served, to expect.</param>
/// <param name="Utilisation">Share of the capacity that is used, 0–1.</param>
/// <param name="FullProbability">Chance that the hour is full, 0–1.</param>
public sealed record Saturation(double Served, double TurnedAway, double Utilisation, double FullProbability)
{
    /// <summary>Saturation of one hour.</summary>
    /// <param name="mean">Mean demand, full hours taken for what they hide (<see cref="CensoredDemand"/>); 0 or more.</param>
    /// <param name="dispersion">Variance relative to the mean, 1 or more.</param>
    /// <param name="capacity">Visits that can be served, 1 or more.</param>
    /// <remarks>The mean of a count that is cut off at the capacity: Σ over c = 1 … capacity of the chance that at least c come (newsvendor; Silver, Pyke and Peterson, 1998, section 10.2).</remarks>
    public static Saturation Of(double mean, double dispersion, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mean);
        ArgumentOutOfRangeException.ThrowIfLessThan(dispersion, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        var (served, below) = (0.0, 0.0);
        for (var count = 0; count < capacity; count++)
        {
            below += CensoredDemand.Probability(mean, dispersion, count);
            served += Math.Max(0, 1 - below);
        }

        served = Math.Min(served, mean);
        return new Saturation(served, mean - served, served / capacity, Math.Clamp(1 - below, 0, 1));
    }
}

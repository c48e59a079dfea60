namespace BookedBarber.Algorithms.Rosters;

/// <summary>What a roster costs, by its cause; lower is better.</summary>
/// <param name="Wanted">Shifts that people wanted and did not get.</param>
/// <param name="Unwanted">Shifts that people did not want and got.</param>
/// <param name="Under">People too few.</param>
/// <param name="Over">People too many.</param>
public sealed record RosterPenalty(long Wanted, long Unwanted, long Under, long Over)
{
    /// <summary>The sum that a search makes as small as it can.</summary>
    public long Total => Wanted + Unwanted + Under + Over;
}

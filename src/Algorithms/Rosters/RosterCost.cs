namespace BookedBarber.Algorithms.Rosters;

/// <summary>One thing that a roster leaves undone, and what it costs.</summary>
/// <param name="Cause">What it is.</param>
/// <param name="Staff">Index of the person whose wish it is; <see langword="null"/> for people too few or too many.</param>
/// <param name="Day">Day from 0.</param>
/// <param name="Shift">Index of the shift.</param>
/// <param name="Count">People too few or too many; 1 for a wish.</param>
/// <param name="Penalty">What it costs, above 0.</param>
public sealed record RosterCost(RosterCause Cause, int? Staff, int Day, int Shift, int Count, long Penalty);

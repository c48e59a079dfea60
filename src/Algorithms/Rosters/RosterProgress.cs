namespace BookedBarber.Algorithms.Rosters;

/// <summary>How far a search is.</summary>
/// <param name="Elapsed">Time since its start.</param>
/// <param name="Penalty">Penalty of the best plan so far.</param>
/// <param name="Bound">What no plan can be below, as far as is proved; 0 where nothing is.</param>
public sealed record RosterProgress(TimeSpan Elapsed, long Penalty, long Bound);

namespace BookedBarber.Algorithms.Rosters;

/// <summary>What <see cref="RosterSearch"/> found.</summary>
/// <param name="Roster">The plan; it keeps every hard rule.</param>
/// <param name="Penalty">What it costs, by cause.</param>
/// <param name="Bound">What no plan can be below, as far as is proved.</param>
/// <param name="IsBest">Whether the plan is proved to be the best there is.</param>
public sealed record RosterSolution(Roster Roster, RosterPenalty Penalty, long Bound, bool IsBest);

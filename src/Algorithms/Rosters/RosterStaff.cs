namespace BookedBarber.Algorithms.Rosters;

/// <summary>The hard rules of one person's line.</summary>
/// <param name="Name">The person's name in files, unique.</param>
/// <param name="MostOf">For each shift, how often it may be worked over the horizon; 0 where the person lacks the skill.</param>
/// <param name="MostMinutes">Most minutes over the horizon.</param>
/// <param name="FewestMinutes">Fewest minutes over the horizon.</param>
/// <param name="MostDaysInARow">Most working days in a row.</param>
/// <param name="FewestDaysInARow">Fewest working days in a row; a block that touches the first or last day is exempt, since it may go on outside.</param>
/// <param name="FewestDaysOffInARow">Fewest days off in a row, with the same exemption.</param>
/// <param name="MostWeekends">Most weekends with a shift on Saturday, Sunday or both.</param>
/// <param name="DaysOff">Days on which the person cannot work.</param>
public sealed record RosterStaff(
    string Name,
    IReadOnlyList<int> MostOf,
    int MostMinutes,
    int FewestMinutes,
    int MostDaysInARow,
    int FewestDaysInARow,
    int FewestDaysOffInARow,
    int MostWeekends,
    IReadOnlySet<int> DaysOff);

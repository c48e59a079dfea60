namespace BookedBarber.Algorithms.Rosters;

/// <summary>How many people one shift of one day needs.</summary>
/// <param name="Day">Day from 0.</param>
/// <param name="Shift">Index of the shift.</param>
/// <param name="Need">People needed, 0 or more.</param>
/// <param name="UnderWeight">Penalty for each person too few, 0 or more.</param>
/// <param name="OverWeight">Penalty for each person too many, 0 or more.</param>
public sealed record RosterCover(int Day, int Shift, int Need, int UnderWeight, int OverWeight);

namespace BookedBarber.Algorithms.Rosters;

/// <summary>One line that one person may work, as a column of <see cref="CoverProgram"/>.</summary>
/// <param name="Shifts">The shift of each day, or <see cref="Roster.Off"/>.</param>
/// <param name="Needs">The needs that it serves.</param>
/// <param name="Wishes">What it costs in wishes, above what a line of days off costs; may be negative.</param>
internal sealed record LineColumn(int[] Shifts, int[] Needs, double Wishes);

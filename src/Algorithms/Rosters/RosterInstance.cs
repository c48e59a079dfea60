namespace BookedBarber.Algorithms.Rosters;

/// <summary>A rostering task: who may work what when, what each day needs, and what an unmet need or wish costs.</summary>
/// <param name="Days">Length of the horizon in days, 1 or more. Day 0 is a Monday, so that days 5 and 6 of every seven are a weekend.</param>
/// <param name="Shifts">The kinds of shift, in the order that indexes refer to.</param>
/// <param name="Staff">The people, in the order that indexes refer to.</param>
/// <param name="Wishes">Wishes for or against a shift.</param>
/// <param name="Cover">What each day and shift needs; a day and shift without an entry needs nothing and costs nothing.</param>
/// <remarks>
/// The model of the public shift rostering instances (Curtois and Qu, "Computational results on new staff scheduling benchmark instances", 2014): rules about one person's line are hard,
/// cover and wishes are soft and priced.
/// </remarks>
public sealed record RosterInstance(int Days, IReadOnlyList<RosterShift> Shifts, IReadOnlyList<RosterStaff> Staff, IReadOnlyList<RosterWish> Wishes, IReadOnlyList<RosterCover> Cover)
{
    /// <summary>Whether a day is a Saturday (first day of a weekend).</summary>
    public static bool IsSaturday(int day) => day % 7 == 5;

    /// <summary>Whether a day is a Sunday (last day of a weekend).</summary>
    public static bool IsSunday(int day) => day % 7 == 6;
}

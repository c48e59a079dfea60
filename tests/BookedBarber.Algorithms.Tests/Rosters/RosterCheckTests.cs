using BookedBarber.Algorithms.Rosters;

namespace BookedBarber.Algorithms.Tests.Rosters;

public sealed class RosterCheckTests
{
    private static readonly RosterInstance Task = new(
        14,
        [new RosterShift("E", 480, new HashSet<int>()), new RosterShift("N", 600, new HashSet<int> { 0 })],
        [new RosterStaff("Ann", [14, 3], 4800, 960, 4, 2, 2, 1, new HashSet<int> { 0 })],
        [new RosterWish(0, 1, 0, true, 2), new RosterWish(0, 2, 0, true, 3), new RosterWish(0, 3, 1, false, 5)],
        [new RosterCover(1, 0, 2, 100, 1), new RosterCover(2, 0, 0, 100, 1)]);

    [Theory]
    [InlineData(".EEE...EE.....")]
    [InlineData(".E...EEEE.....")]
    [InlineData(".............E", "Ann works 480 minutes, allowed are 960 to 4800.")]
    [InlineData("E..EE.........", "Ann works on day 0, a day off.")]
    [InlineData("..NE..........", "Ann works E on day 3, which may not follow N.")]
    [InlineData("..NNNN........", "Ann works N 4 times, at most 3 are allowed.")]
    [InlineData("...E..EE......", "Ann works 1 days in a row from day 3, at least 2 are needed.")]
    [InlineData("..EE.EE.......", "Ann has 1 days off in a row from day 4, at least 2 are needed.")]
    [InlineData(".EEEEE........", "Ann works 5 days in a row from day 1, at most 4 are allowed.")]
    [InlineData(".....EE....EE.", "Ann works on 2 weekends, at most 1 are allowed.")]
    public void Each_hard_rule_is_judged_by_itself(string line, params string[] broken)
    {
        if (line.StartsWith(".E...", StringComparison.Ordinal))
        {
            // A block of one on day 1 is inside the horizon and too short.
            broken = ["Ann works 1 days in a row from day 1, at least 2 are needed."];
        }

        RosterCheck.Violations(Task, Plan(line)).ShouldBe(broken);
    }

    [Fact]
    public void Unmet_wishes_and_needs_are_priced()
    {
        // Day 1: one of two there and the wish met; day 2: nobody wanted there, the wish not met; day 3: the unwanted shift.
        RosterCheck.Penalty(Task, Plan(".E.N..........")).ShouldBe(new RosterPenalty(Wanted: 3, Unwanted: 5, Under: 100, Over: 0));
        RosterCheck.Penalty(Task, Plan(".EE...........")).ShouldBe(new RosterPenalty(Wanted: 0, Unwanted: 0, Under: 100, Over: 1));
    }

    [Fact]
    public void Each_wish_and_need_that_is_not_met_is_shown_with_its_cost_the_dearest_first()
    {
        var costs = RosterCheck.Costs(Task, Plan(".E.N.........."));

        costs.ShouldBe(
        [
            new RosterCost(RosterCause.Under, null, Day: 1, Shift: 0, Count: 1, Penalty: 100),
            new RosterCost(RosterCause.Unwanted, 0, Day: 3, Shift: 1, Count: 1, Penalty: 5),
            new RosterCost(RosterCause.Wanted, 0, Day: 2, Shift: 0, Count: 1, Penalty: 3),
        ]);
    }

    private static Roster Plan(string line)
    {
        var roster = new Roster(1, line.Length);
        foreach (var (day, letter) in line.Index())
        {
            roster[0, day] = letter switch { 'E' => 0, 'N' => 1, _ => Roster.Off };
        }

        return roster;
    }
}

using BookedBarber.Algorithms.Rosters;

namespace BookedBarber.Algorithms.Tests.Rosters;

public sealed class RosterClashesTests
{
    private static readonly RosterStaff Free = new("Ann", [14], 480 * 14, 0, 14, 1, 1, 2, new HashSet<int>());

    [Fact]
    public void Rules_that_leave_a_line_do_not_clash() => RosterClashes.Find(With(Free)).ShouldBeEmpty();

    [Fact]
    public void Hours_that_days_in_a_row_and_rests_do_not_leave_room_for_are_named()
    {
        // Five of every seven days: ten of fourteen at most, eleven are asked.
        var stuck = Free with { MostDaysInARow = 5, FewestDaysOffInARow = 3, FewestMinutes = 480 * 12 };

        RosterClashes.Find(With(stuck)).ShouldBe(["Ann cannot be planned: these rules clash: at least 3 days off in a row; at most 5 working days in a row; at least 5760 minutes."]);
    }

    [Fact]
    public void Days_off_and_free_weekends_that_leave_too_few_hours_are_named()
    {
        var stuck = Free with { MostWeekends = 0, DaysOff = new HashSet<int> { 0, 1, 2, 3, 4 }, FewestMinutes = 480 * 6 };

        RosterClashes.Find(With(stuck)).ShouldBe(["Ann cannot be planned: these rules clash: at most 0 weekends; 5 days off; at least 2880 minutes."]);
    }

    private static RosterInstance With(RosterStaff staff) => new(14, [new RosterShift("D", 480, new HashSet<int>())], [staff], [], []);
}

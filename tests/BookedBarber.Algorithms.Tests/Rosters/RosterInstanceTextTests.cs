using BookedBarber.Algorithms.Rosters;

namespace BookedBarber.Algorithms.Tests.Rosters;

public sealed class RosterInstanceTextTests
{
    private const string Small =
        """
        # A comment
        SECTION_HORIZON
        7
        SECTION_SHIFTS
        E,480,
        L,600,E
        SECTION_STAFF
        A,E=7|L=2,2880,960,5,2,2,1
        SECTION_DAYS_OFF
        A,0,3
        SECTION_SHIFT_ON_REQUESTS
        A,2,L,3
        SECTION_SHIFT_OFF_REQUESTS
        A,4,E,1
        SECTION_COVER
        0,E,1,100,1
        """;

    [Fact]
    public void Every_section_is_read()
    {
        RosterInstanceText.TryRead(Small, out var instance, out var fault).ShouldBeTrue(fault);

        (instance!.Days, instance.Shifts[1].Minutes).ShouldBe((7, 600));
        instance.Shifts[1].NotBefore.ShouldBe([0]);
        var ann = instance.Staff.ShouldHaveSingleItem();
        ann.MostOf.ShouldBe([7, 2]);
        (ann.MostMinutes, ann.FewestMinutes, ann.MostDaysInARow, ann.FewestDaysInARow, ann.FewestDaysOffInARow, ann.MostWeekends).ShouldBe((2880, 960, 5, 2, 2, 1));
        ann.DaysOff.ShouldBe([0, 3], ignoreOrder: true);
        instance.Wishes.ShouldBe([new RosterWish(0, 2, 1, true, 3), new RosterWish(0, 4, 0, false, 1)]);
        instance.Cover.ShouldBe([new RosterCover(0, 0, 1, 100, 1)]);
    }

    [Theory]
    [InlineData("L,600,E", "L,600,X", "Line 6, field 3: there is no shift 'X'.")]
    [InlineData("A,0,3", "A,0,7", "Line 10, field 3: '7' is not a whole number from 0 to 6.")]
    [InlineData("A,2,L,3", "B,2,L,3", "Line 12, field 1: there is no person 'B'.")]
    [InlineData("A,4,E,1", "A,4,E,-1", "Line 14, field 4: '-1' is not a whole number from 0 to 100000000.")]
    [InlineData("0,E,1,100,1", "0,E,1,100", "Line 16, field 4: the line ends here and should have 5 fields.")]
    [InlineData("SECTION_COVER", "SECTION_COVERS", "Line 15, field 1: 'SECTION_COVERS' is not a section of this format.")]
    [InlineData("E=7|L=2", "E=7|X=2", "Line 8, field 2: 'X=2' is not a known shift, an equals sign and a whole number.")]
    public void A_fault_is_named_by_line_and_field(string right, string wrong, string sentence)
    {
        RosterInstanceText.TryRead(Small.Replace(right, wrong, StringComparison.Ordinal), out var instance, out var fault).ShouldBeFalse();

        (instance, fault).ShouldBe((null, sentence));
    }
}

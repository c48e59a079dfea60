namespace BookedBarber.Algorithms.Tests;

public sealed class EasterSundayTests
{
    // Dates of the almanac; 1818 and 2038 are the earliest and the latest there can be.
    [Theory]
    [InlineData(1818, 3, 22)]
    [InlineData(1961, 4, 2)]
    [InlineData(2000, 4, 23)]
    [InlineData(2011, 4, 24)]
    [InlineData(2015, 4, 5)]
    [InlineData(2016, 3, 27)]
    [InlineData(2024, 3, 31)]
    [InlineData(2038, 4, 25)]
    public void The_date_is_that_of_the_almanac(int year, int month, int day) => EasterSunday.Of(year).ShouldBe(new DateOnly(year, month, day));

    [Fact]
    public void Every_Easter_is_a_Sunday_from_22_March_through_25_April()
    {
        var all = Enumerable.Range(1600, 1000).Select(EasterSunday.Of).ToList();

        all.ShouldAllBe(day => day.DayOfWeek == DayOfWeek.Sunday);
        all.ShouldAllBe(day => day >= new DateOnly(day.Year, 3, 22) && day <= new DateOnly(day.Year, 4, 25));
    }

    [Fact]
    public void Carnival_and_Ascension_are_found_again_and_summer_is_not_moved()
    {
        EasterSunday.SameDay(new DateOnly(2015, 2, 16).DayNumber, 1).ShouldBe(new DateOnly(2014, 3, 3).DayNumber);
        EasterSunday.SameDay(new DateOnly(2015, 5, 14).DayNumber, 2).ShouldBe(new DateOnly(2013, 5, 9).DayNumber);
        EasterSunday.SameDay(new DateOnly(2015, 8, 15).DayNumber, 1).ShouldBeNull();
    }

    [Fact]
    public void The_week_before_Easter_is_shared_out_between_the_periods_that_hold_it()
    {
        // Easter Sunday 2012 is 8 April: the seven days before it are 1 to 7 April.
        var friday = new DateOnly(2012, 4, 6).DayNumber;

        EasterSunday.WeekBefore(friday - 6, friday).ShouldBe(6 / 7f);
        EasterSunday.WeekBefore(friday + 1, friday + 7).ShouldBe(1 / 7f);
        EasterSunday.WeekBefore(friday - 13, friday - 7).ShouldBe(0);
    }
}

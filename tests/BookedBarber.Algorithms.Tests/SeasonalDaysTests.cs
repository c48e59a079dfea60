namespace BookedBarber.Algorithms.Tests;

public sealed class SeasonalDaysTests
{
    private static readonly DateOnly First = new(2023, 1, 2);

    [Fact]
    public void A_business_that_repeats_its_weeks_is_expected_exactly()
    {
        var days = new SeasonalDays(First, [.. Enumerable.Range(0, 200).Select(day => 100.0 + (10 * (day % 7)))]);

        var sum = days.Project(days.LastDay.AddDays(14)).ShouldNotBeNull();

        sum.Value.ShouldBe(2 * ((7 * 100) + 210), 1e-6);
        (sum.Low, sum.High).ShouldBe((sum.Value, sum.Value));
        sum.UsesYear.ShouldBeFalse();
    }

    [Fact]
    public void Growth_over_the_year_before_is_carried_on()
    {
        // Each day 20 % above the day 364 days earlier.
        var days = new SeasonalDays(First, [.. Enumerable.Range(0, 1000).Select(day => (100.0 + (30 * (day % 7)) + (40 * Math.Sin(day % 364 / 58.0))) * Math.Pow(1.2, day / 364))]);

        var sum = days.Project(days.LastDay.AddDays(21)).ShouldNotBeNull();

        sum.UsesYear.ShouldBeTrue();
        var truth = Enumerable.Range(1000, 21).Sum(day => (100.0 + (30 * (day % 7)) + (40 * Math.Sin(day % 364 / 58.0))) * Math.Pow(1.2, day / 364));
        sum.Value.ShouldBe(truth, truth * 0.02);
    }

    [Fact]
    public void The_range_holds_about_nine_in_ten_of_what_comes()
    {
        var random = new Random(7);
        var values = Enumerable.Range(0, 1500).Select(day => Math.Max(0, 1000.0 + (200 * (day % 7)) + (150 * Gaussian(random)))).ToList();
        var held = Enumerable.Range(600, 120).Select(step => 600 + ((step - 600) * 7)).Count(origin =>
        {
            var sum = new SeasonalDays(First, values.Take(origin).ToList()).Project(First.AddDays(origin + 13)).ShouldNotBeNull();
            return values.Skip(origin).Take(14).Sum() is var came && came >= sum.Low && came <= sum.High;
        });

        (held / 120.0).ShouldBeInRange(0.82, 0.98);
    }

    [Fact]
    public void Days_outside_the_expected_band_are_rare()
    {
        var random = new Random(11);
        var values = Enumerable.Range(0, 700).Select(day => Math.Max(0, 1000.0 + (200 * (day % 7)) + (100 * Gaussian(random)))).ToList();
        var days = new SeasonalDays(First, values);

        var band = days.Band(First.AddDays(600), First.AddDays(699));

        band.Count.ShouldBe(100);
        band.Select((range, index) => values[600 + index] >= range!.Value.Low && values[600 + index] <= range.Value.High).Count(inside => inside).ShouldBeInRange(80, 99);
    }

    [Fact]
    public void A_young_business_is_not_projected()
    {
        var days = new SeasonalDays(First, [.. Enumerable.Repeat(100.0, 60)]);

        days.Project(days.LastDay.AddDays(30)).ShouldBeNull();
        days.Band(First.AddDays(30), First.AddDays(40)).ShouldAllBe(range => range == null);
    }

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

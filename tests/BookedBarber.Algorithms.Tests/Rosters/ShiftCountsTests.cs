using BookedBarber.Algorithms.Rosters;

namespace BookedBarber.Algorithms.Tests.Rosters;

public sealed class ShiftCountsTests
{
    private static readonly ShiftSpan Early = new(9 * 60, 14 * 60);
    private static readonly ShiftSpan Late = new(13 * 60, 18 * 60);

    [Theory]
    [InlineData(2.0, 1.0, 0.8646647)] // 1 − e⁻²
    [InlineData(2.0, 2.0, 1.4586589)] // + 1 − 3e⁻²
    [InlineData(2.0, 1.5, 1.1616618)] // half way between
    [InlineData(2.0, 50.0, 2.0)]
    [InlineData(0.0, 3.0, 0.0)]
    [InlineData(3.0, 0.0, 0.0)]
    public void What_is_served_is_the_mean_of_the_smaller_of_demand_and_room(double wanted, double room, double served) => ShiftCounts.Served(wanted, room).ShouldBe(served, 1e-6);

    [Fact]
    public void One_more_person_never_serves_fewer_and_ever_less_more()
    {
        var random = new Random(5);
        for (var at = 0; at < 2000; at++)
        {
            var (wanted, room) = (random.NextDouble() * 12, random.NextDouble() * 12);
            var (one, two, three) = (ShiftCounts.Served(wanted, room), ShiftCounts.Served(wanted, room + 1), ShiftCounts.Served(wanted, room + 2));

            one.ShouldBeInRange(0, Math.Min(wanted, room) + 1e-9);
            (two - one).ShouldBeGreaterThanOrEqualTo(0);
            (three - two).ShouldBeLessThanOrEqualTo(two - one + 1e-9);
        }
    }

    [Fact]
    public void People_go_to_the_hours_that_want_them()
    {
        var wanted = new double[48];
        Array.Fill(wanted, 1, 9, 4);
        Array.Fill(wanted, 4, 14, 4);
        Array.Fill(wanted, 1, 24 + 9, 9);

        var counts = ShiftCounts.Choose(wanted, 30, [Early, Late], [5, 5], 5 * 300, chairs: null);

        counts[0].ShouldBe([1, 2]);
        counts[1].ShouldBe([1, 1]);
    }

    [Fact]
    public void Neither_time_nor_people_nor_chairs_are_exceeded_whatever_is_asked()
    {
        var random = new Random(7);
        for (var at = 0; at < 200; at++)
        {
            var days = 1 + random.Next(7);
            double[] wanted = [.. Enumerable.Range(0, 24 * days).Select(hour => hour % 24 is >= 9 and < 19 ? random.NextDouble() * 6 : 0)];
            int[] staff = [.. Enumerable.Range(0, days).Select(_ => random.Next(6))];
            var (minutes, chairs) = (random.Next(6000), 1 + random.Next(4));

            var counts = ShiftCounts.Choose(wanted, 35, [Early, Late], staff, minutes, chairs);

            counts.Sum(day => day.Sum() * 300).ShouldBeLessThanOrEqualTo(minutes);
            counts.Select((day, number) => day.Sum() <= staff[number]).ShouldAllBe(holds => holds);
            counts.ShouldAllBe(day => day.Sum() <= chairs || day.Max() <= chairs);
        }
    }
}

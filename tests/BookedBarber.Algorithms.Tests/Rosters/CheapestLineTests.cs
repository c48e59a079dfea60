using BookedBarber.Algorithms.Rosters;

namespace BookedBarber.Algorithms.Tests.Rosters;

public sealed class CheapestLineTests
{
    [Theory]
    [InlineData(9, 2)]
    [InlineData(7, 3)]
    public void It_is_as_cheap_as_the_best_of_all_lines_that_the_checker_allows(int days, int shifts)
    {
        var random = new Random(days);
        var search = new CheapestLine();
        var impossible = 0;
        for (var sample = 0; sample < 40; sample++)
        {
            var instance = RandomRosters.Make(random, days, 1, shifts);
            var prices = Enumerable.Range(0, days * shifts).Select(_ => (double)random.Next(-9, 10)).ToArray();
            double Cost(int[] worked) => worked.Index().Where(day => day.Item >= 0).Sum(day => prices[(day.Index * shifts) + day.Item]);
            var all = RandomRosters.AllLines(instance, 0);
            var line = new int[days];

            var cost = search.Find(new LineRules(instance, instance.Staff[0]), prices, line, random);

            impossible += all.Count == 0 ? 1 : 0;
            double.IsPositiveInfinity(cost).ShouldBe(all.Count == 0);
            if (all.Count > 0)
            {
                cost.ShouldBe(all.Min(Cost), 1e-9);
                all.ShouldContain(other => other.SequenceEqual(line));
            }
        }

        impossible.ShouldBeLessThan(30);
    }
}

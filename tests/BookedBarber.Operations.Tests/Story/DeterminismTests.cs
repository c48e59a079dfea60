using System.Collections.Concurrent;
using BookedBarber.Operations.Demo;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Operations.Tests.Story;

public sealed class DeterminismTests
{
    private static readonly DemoSize Size = new(8, 200, 5, Shops.Today);

    [Fact]
    public void The_same_seed_gives_the_same_records_in_any_order_and_in_parallel()
    {
        var plan = NetworkPlan.Make(Size);
        var inOrder = plan.Shops.Select(shop => Shops.Hash(Shops.Everything(ShopLife.Tell(shop, Shops.Today)))).ToList();

        var inParallel = new ConcurrentDictionary<int, string>();
        Parallel.ForEach(NetworkPlan.Make(Size).Shops.Reverse(), shop => inParallel[shop.Number] = Shops.Hash(Shops.Everything(ShopLife.Tell(shop, Shops.Today))));

        inParallel.OrderBy(pair => pair.Key).Select(pair => pair.Value).ShouldBe(inOrder);
    }

    [Fact]
    public void Another_seed_gives_other_records()
    {
        var one = Shops.Tell(Size).Select(shop => Shops.Hash(Shops.Everything(shop)));
        var other = Shops.Tell(Size with { Seed = 6 }).Select(shop => Shops.Hash(Shops.Everything(shop)));

        one.Intersect(other).ShouldBeEmpty();
    }

    [Fact]
    public void Telling_on_to_a_later_day_changes_nothing_that_was_told()
    {
        foreach (var shop in NetworkPlan.Make(Size).Shops)
        {
            var early = Shops.Everything(ShopLife.Tell(shop, Shops.Today));
            var late = Shops.Everything(ShopLife.Tell(shop, Shops.Today.AddDays(40)));

            late.Bookings.Select(Shops.Text).ShouldBe(early.Bookings.Select(Shops.Text));
            late.Sales.Select(Shops.Text).ShouldBe(early.Sales.Select(Shops.Text));
        }
    }

    [Fact]
    public void The_parts_of_a_history_together_are_the_whole()
    {
        foreach (var shop in Shops.Network.Take(6))
        {
            var records = new ShopRecords(shop);
            var whole = Shops.Everything(shop);
            var parts = DemoParts.Of(new DemoSize(24, 400, 42, Shops.Today)).Select(part => records.Days(part.From, part.To, Shops.Now, part.IsNewest)).ToList();

            Keys(parts.SelectMany(part => part.Sales)).ShouldBe(Keys(whole.Sales));
            Keys(parts.SelectMany(part => part.Bookings)).ShouldBe(Keys(whole.Bookings));
            Keys(parts.SelectMany(part => part.Shifts)).ShouldBe(Keys(whole.Shifts));
            Keys(parts.SelectMany(part => part.Clients)).ShouldBe(Keys(whole.Clients));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7 * 60)]
    [InlineData(9 * 24 * 60)]
    public void What_changed_between_two_moments_turns_the_earlier_records_into_the_later_ones(int minutes)
    {
        var earlier = Shops.Now.AddMinutes(-minutes);
        foreach (var shop in Shops.Network.Take(8))
        {
            var records = ById(Shops.Everything(shop, earlier));
            foreach (var changed in ById(new ShopRecords(shop).Changes(earlier, Shops.Now)))
            {
                records[changed.Key] = changed.Value;
            }

            records.OrderBy(pair => pair.Key, StringComparer.Ordinal).ShouldBe(ById(Shops.Everything(shop)).OrderBy(pair => pair.Key, StringComparer.Ordinal));
        }
    }

    private static List<string> Keys(IEnumerable<CanonicalRecord> records)
    {
        var keys = records.Select(record => record.Key).Order(StringComparer.Ordinal).ToList();
        keys.Distinct().Count().ShouldBe(keys.Count);
        return keys;
    }

    private static Dictionary<string, string> ById(DemoBatch batch) =>
        batch.All.Where(record => record is not StaffRecord).ToDictionary(record => $"{record.GetType().Name} {record.Key}", Shops.Text);
}

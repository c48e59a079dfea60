namespace BookedBarber.Operations.Demo;

/// <summary>Deals events out to shops: in a network of eight or more, with a history long enough that each leaves weeks before and after it.</summary>
internal static class EventDealer
{
    private const int FewestShops = 8;
    private const int FewestDays = 300;

    // One shop in so many raises its prices; one in so many has each of the other events.
    private const int ShopsPerRise = 14;
    private const int ShopsPerEvent = 40;
    private const ulong EventStream = 3;

    public static ShopPlan[] Deal(DemoSize size, ShopPlan[] shops)
    {
        if (shops.Length < FewestShops || size.Days < FewestDays)
        {
            return shops;
        }

        var dealt = shops.Select(shop => ReferenceEquals(shop.Character, Character.Declining) ? Declining(size, shop) : shop).ToArray();
        var random = new RandomStream(size.SeedFor(EventStream));
        var places = Enumerable.Range(0, shops.Length)
            .Where(index => shops[index] is { IsMature: true, NeverCloses: false, ClosedOn: null, City.IsFarWest: false } && ReferenceEquals(shops[index].Character, Character.Typical)).ToList();
        random.Shuffle(places);
        var hands = new Queue<int>(places);
        foreach (var events in Events(size, shops.Length, random))
        {
            if (!hands.TryDequeue(out var place))
            {
                break;
            }

            dealt[place] = dealt[place] with { Events = events };
        }

        return dealt;
    }

    // A decline that everybody feels at once takes the place of one that only newcomers feel.
    private static ShopPlan Declining(DemoSize size, ShopPlan shop)
    {
        var from = size.EndDay.AddDays(-365) is var year && year > size.FirstDay ? year : size.FirstDay;
        return shop with { Growth = shop.Growth - shop.Character.Growth, Events = new ShopEvents(Decline: new Decline(from, -0.40)) };
    }

    // The rarest first, so that a small network has one of each before a second of any.
    private static IEnumerable<ShopEvents> Events(DemoSize size, int shops, RandomStream random)
    {
        var month = size.EndDay.AddMonths(-7);
        for (var round = 0; round < Math.Max(1, shops / ShopsPerEvent); round++)
        {
            yield return new ShopEvents(Competitor: new CompetitorMove(Monday(size, random.Between(16, 20)), 1.35));
            yield return new ShopEvents(Vouchers: new VoucherMonth(new DateOnly(month.Year, month.Month, 1), 90));
            yield return new ShopEvents(PriceRise: new PriceRise(Monday(size, random.Between(15, 22)), 0.15, -0.9));
            yield return new ShopEvents(Competitor: new CompetitorMove(Monday(size, random.Between(16, 20)), 0.72));
        }

        for (var rise = Math.Max(1, shops / ShopsPerEvent); rise < shops / ShopsPerRise; rise++)
        {
            yield return new ShopEvents(PriceRise: new PriceRise(Monday(size, random.Between(12, 26)), random.Within(0.08, 0.18), -0.9));
        }
    }

    private static DateOnly Monday(DemoSize size, int weeksAgo)
    {
        var day = size.EndDay.AddDays(-7 * weeksAgo);
        return day.AddDays(1 - Calendar.Weekday(day));
    }
}

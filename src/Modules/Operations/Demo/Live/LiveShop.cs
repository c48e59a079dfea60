using BookedBarber.Network.Contracts;

namespace BookedBarber.Operations.Demo;

/// <summary>What lies ahead of one shop in the next hours: the visits that will change, and when.</summary>
internal sealed class LiveShop
{
    private readonly ShopRecords _records;
    private readonly ShopHistory _ahead;
    private readonly long[] _instants;

    private LiveShop(Node location, ShopHistory ahead, long[] instants)
    {
        Location = location;
        _ahead = ahead;
        _records = new ShopRecords(ahead);
        _instants = instants;
    }

    public Node Location { get; }

    /// <summary>Tells the shop's story up to a moment and keeps only what changes after <paramref name="since"/>: the rest would fill memory for nothing.</summary>
    public static LiveShop Look(ShopPlan shop, Node location, DateTimeOffset since, DateTimeOffset until)
    {
        var clock = new ShopClock(shop.City.TimeZone);
        var told = ShopLife.Tell(shop, clock.DayOf(until.ToUnixTimeSeconds()));
        var (from, to) = (since.ToUnixTimeSeconds(), until.ToUnixTimeSeconds());
        bool Within(long instant) => instant > from && instant <= to;
        var visits = told.Visits.Where(visit => visit.BookingInstants().Any(Within) || Within(visit.SoldAt) || Within(visit.RefundedAt)).ToList();
        var instants = visits.SelectMany(visit => visit.BookingInstants().Append(visit.SoldAt).Append(visit.RefundedAt)).Where(Within).ToList();
        for (var day = clock.DayOf(from).AddDays(1); day <= clock.DayOf(to); day = day.AddDays(1))
        {
            instants.Add(clock.Midnight(day)); // shifts are published and barbers come and go when the day turns
        }

        instants.Sort();
        return new LiveShop(location, told with { Visits = visits }, [.. instants]);
    }

    /// <summary>Whether anything happens after one moment and up to another.</summary>
    public bool HasChanges(DateTimeOffset since, DateTimeOffset until)
    {
        var index = Array.BinarySearch(_instants, since.ToUnixTimeSeconds() + 1);
        index = index < 0 ? ~index : index;
        return index < _instants.Length && _instants[index] <= until.ToUnixTimeSeconds();
    }

    public DemoBatch Changes(DateTimeOffset since, DateTimeOffset until) => _records.Changes(since, until);

    /// <summary>Number of the shop in the plan.</summary>
    public int Number => _ahead.Shop.Number;
}

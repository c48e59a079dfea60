using System.Globalization;
using System.Text;

namespace BookedBarber.Operations.Demo;

/// <summary>The files of <c>samples/</c>: what a salon, a chain and a group of restaurants would send, made by the demo's own generator. Always the same bytes.</summary>
internal static class SampleFiles
{
    private const long Seed = 7;
    private static readonly DateOnly LastDay = new(2025, 12, 31);

    /// <summary>Path below the folder, and content.</summary>
    public static IEnumerable<(string Path, string Text)> All()
    {
        var chain = NetworkPlan.Make(new DemoSize(12, 150, Seed, LastDay));
        var salon = ShopLife.Tell(chain.Shops.First(shop => shop is { Chairs: 3, IsMature: true, NeverCloses: false }) with { StoryFrom = LastDay.AddDays(-89) }, LastDay);
        foreach (var (name, text) in SalonFiles.Of(salon, LastDay.AddDays(-89), LastDay))
        {
            yield return ($"hair-salon/{name}", text);
        }

        yield return ("rossmann/daily.csv", ChainDays(chain));
        yield return ("rossmann/stores.csv", ChainStores(chain));
        yield return ("recruit-restaurants/daily_visitors.csv", Visitors(chain));
    }

    internal static string Csv(string header, IEnumerable<string> rows)
    {
        var text = new StringBuilder(header).Append('\n');
        foreach (var row in rows)
        {
            text.Append(row).Append('\n');
        }

        return text.ToString();
    }

    internal static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string ChainDays(NetworkPlan chain) => Csv(
        "Store,Date,Sales,Customers,Promo,StateHoliday,SchoolHoliday",
        Days(chain).Select(entry => (entry.Shop, entry.Day, Total: DayTotals.Of(entry.Shop, entry.Day)!))
            .Where(entry => entry.Total.NetSales > 0)
            .Select(entry => Line($"{900 + entry.Shop.Number},{entry.Day:yyyy-MM-dd},{entry.Total.NetSales},{entry.Total.Visits},{(entry.Day.DayNumber / 7 % 2 == 0 ? 1 : 0)},0,{(entry.Day.Month is 8 or 12 ? 1 : 0)}")));

    private static string ChainStores(NetworkPlan chain) => Csv(
        "Store,StoreType,Assortment,CompetitionDistance,CompetitionOpenSinceMonth,CompetitionOpenSinceYear,Promo2,Promo2SinceWeek,Promo2SinceYear,PromoInterval",
        chain.Shops.Select(shop => Line($"{900 + shop.Number},{"abc"[shop.Number % 3]},{"ac"[shop.Number % 2]},{shop.Chairs * 250}.0,,,0,,,")));

    private static string Visitors(NetworkPlan chain) => Csv(
        "store,date,visitors",
        Days(chain).Select(entry => Line($"shop_{ShopId(entry.Shop):x16},{entry.Day:yyyy-MM-dd},{DayTotals.Of(entry.Shop, entry.Day)!.Visits}")));

    private static IEnumerable<(ShopPlan Shop, DateOnly Day)> Days(NetworkPlan chain) =>
        from shop in chain.Shops
        from offset in Enumerable.Range(0, chain.Size.Days)
        let day = chain.Size.FirstDay.AddDays(offset)
        where DayTotals.Of(shop, day) is not null
        select (shop, day);

    private static ulong ShopId(ShopPlan shop) => RandomStream.SeedFor(shop.Seed, 9);
}

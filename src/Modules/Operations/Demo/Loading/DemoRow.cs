using BookedBarber.Shared;

namespace BookedBarber.Operations.Demo;

/// <summary>A demo network as the table <c>operations.demo</c> knows it.</summary>
internal sealed record DemoRow(NetworkId NetworkId, string Slug, string Name, int Locations, int Days, long Seed, DateOnly EndDay, DateTimeOffset ToldAt, DateTimeOffset LiveUntil, bool IsLive, bool HasTree, long DetailedShopDays)
{
    public DemoSize Size => new(Locations, Days, Seed, EndDay) { DetailedShopDays = DetailedShopDays };

    public const string Select =
        "select network_id, slug, name, locations, days, seed, end_day, told_at, live_until, is_live, has_tree, detailed_shop_days from operations.demo";
}

namespace BookedBarber.Measures.Domain;

/// <summary>What a cell holds: sums and counts that add up over days, nodes and nothing else.</summary>
internal enum Fact
{
    NetSales,
    NetServiceSales,
    ChairServiceSales,
    ServiceSales,
    ProductSales,
    ServiceDiscounts,
    ProductDiscounts,
    ServiceRefunds,
    ProductRefunds,
    UnsplitNetSales,
    Tax,
    Tips,
    ServiceCharges,
    Fees,
    GiftCardSales,
    GiftCardRedemptions,
    MembershipSales,
    Transactions,
    Visits,
    KnownVisits,
    NewClients,
    Bookings,
    CompletedBookings,
    NoShows,
    LateCancellations,
    Cancellations,
    BusyMinutes,
    ScheduledMinutes,
    BlockedMinutes,
    ChairBusyMinutes,
    ChairMinutes,
    CompletedVisits,
    RebookedVisits,
}

/// <summary>The facts' columns in <c>measures.cell</c>.</summary>
internal static class Facts
{
    private const Fact LastMoney = Fact.MembershipSales;

    public static readonly IReadOnlyList<Fact> All = Enum.GetValues<Fact>();

    private static readonly string[] Names = [.. All.Select(fact => SnakeCase(fact.ToString()))];

    public static string Column(this Fact fact) => Names[(int)fact];

    public static bool IsMoney(this Fact fact) => fact <= LastMoney;

    /// <summary>Sums that are computed from other facts when a location's day is written.</summary>
    public static string? Derivation(this Fact fact) => fact switch
    {
        Fact.NetSales => "service_sales + product_sales - service_discounts - product_discounts - service_refunds - product_refunds + unsplit_net_sales",
        Fact.NetServiceSales => "service_sales - service_discounts - service_refunds",
        Fact.ChairServiceSales => "case when chair_minutes > 0 then service_sales - service_discounts - service_refunds else 0 end",
        _ => null,
    };

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((letter, index) => char.IsUpper(letter) ? (index > 0 ? "_" : string.Empty) + char.ToLowerInvariant(letter) : letter.ToString()));
}

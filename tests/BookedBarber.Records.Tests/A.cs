using BookedBarber.Records.Contracts;

namespace BookedBarber.Records.Tests;

/// <summary>Records to begin from.</summary>
internal static class A
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A cut for 40 with 5 off and a pomade for 18.50, 4.28 tax and 6 tip: 63.78 by card.</summary>
    public static SaleRecord Sale(string key = "r1") => new(
        key, null, Noon, "4711", "sam", "Sam", "USD",
        [Line(SaleLineKind.Service, 40, "cut", new Discount("promotion", 5)), Line(SaleLineKind.Product, 18.50m, "pomade")],
        [new NamedAmount("Sales tax", 4.28m)], [new StaffAmount("ann", 6)], [new Payment("card", 63.78m)], 63.78m);

    public static SaleLine Line(SaleLineKind kind, decimal amount, string? item = null, params Discount[] discounts) => new(kind, $"{kind}", item, "ann", 1, null, amount, discounts);

    /// <summary>One line, no more.</summary>
    public static SaleRecord Plain(SaleLine line, string key = "r1") => new(key, null, Noon, null, null, null, null, [line], [], [], [], null);

    public static BookingRecord Booking(string key = "b1", string status = "confirmed") => new(key, "sam", "Sam", "ann", "cut", Noon, null, 45, status, Noon.AddDays(-3), null);

    public static DailyCloseRecord Close(DateOnly day, decimal net = 1000) => new(day, net, 80.50m, 40, 30, 35, "USD");
}

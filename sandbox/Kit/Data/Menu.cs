namespace BookedBarber.Sandbox.Kit.Data;

/// <summary>What a barbershop sells. Prices in cents of a US dollar, durations in minutes (0 for goods).</summary>
internal sealed record Offer(string Name, int Cents, int Minutes)
{
    public bool IsService => Minutes > 0;

    /// <summary>The price in dollars.</summary>
    public decimal Dollars => Cents / 100m;
}

/// <summary>The offers of the simulated shops.</summary>
internal static class Menu
{
    public static IReadOnlyList<Offer> Services { get; } =
    [
        new("Signature Haircut", 4200, 45), new("Skin Fade", 4800, 50), new("Beard Trim", 2200, 20), new("Hot Towel Shave", 3800, 35),
        new("Haircut and Beard", 6000, 60), new("Kids Cut", 2800, 30), new("Buzz Cut", 2500, 20), new("Scalp Treatment", 3500, 25), new("Line Up", 1800, 15),
    ];

    public static IReadOnlyList<Offer> Goods { get; } =
    [
        new("Matte Clay", 1900, 0), new("Pomade", 1800, 0), new("Beard Oil", 2400, 0), new("Aftershave Balm", 2100, 0), new("Tea Tree Shampoo", 1600, 0),
    ];

    public static IReadOnlyList<Offer> All { get; } = [.. Services, .. Goods];

    public static IReadOnlyList<string> Shops { get; } = ["Downtown", "Riverside", "Uptown"];
}

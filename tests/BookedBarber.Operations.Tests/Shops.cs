using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BookedBarber.Operations.Demo;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Operations.Tests;

/// <summary>Demo networks for the tests, told once and shared.</summary>
internal static class Shops
{
    public static readonly DateOnly Today = new(2026, 3, 2);
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 19, 30, 0, TimeSpan.Zero);

    private static readonly Lazy<IReadOnlyList<ShopHistory>> Told = new(() => Tell(new DemoSize(24, 400, 42, Today)));

    /// <summary>24 shops with 400 days.</summary>
    public static IReadOnlyList<ShopHistory> Network => Told.Value;

    public static IReadOnlyList<ShopHistory> Tell(DemoSize size) => [.. NetworkPlan.Make(size).Shops.Select(shop => ShopLife.Tell(shop, size.EndDay))];

    public static DemoBatch Everything(ShopHistory shop, DateTimeOffset? now = null) => new ShopRecords(shop).Days(shop.Shop.FirstDay, Today, now ?? Now, newest: true);

    public static string Hash(DemoBatch batch)
    {
        var text = new StringBuilder();
        foreach (var record in batch.All)
        {
            text.AppendLine(Text(record));
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    public static string Text(CanonicalRecord record) => JsonSerializer.Serialize(record, record.GetType());

    public static decimal Net(SaleRecord sale) => sale.Lines
        .Where(line => line.Kind is SaleLineKind.Service or SaleLineKind.Product)
        .Sum(line => line.IsRefund ? -line.Amount : line.Amount - line.Discounts.Sum(discount => discount.Amount));

    public static bool IsVisit(SaleRecord sale) => sale.Lines.Any(line => line is { Kind: SaleLineKind.Service or SaleLineKind.Product, IsRefund: false });
}

using System.Text.Json;
using BookedBarber.Records.Storage.Writing;

namespace BookedBarber.Records.Features.Sales;

/// <summary>A row of records.sale.</summary>
internal sealed class StoredSale
{
    public Guid Id { get; init; }

    public Guid LocationId { get; init; }

    public DateOnly BusinessDay { get; init; }

    public DateTimeOffset? OccurredAt { get; init; }

    public string? Receipt { get; init; }

    public Guid? ClientId { get; init; }

    public string Currency { get; init; } = string.Empty;

    public decimal ServiceSales { get; init; }

    public decimal ProductSales { get; init; }

    public decimal ServiceDiscounts { get; init; }

    public decimal ProductDiscounts { get; init; }

    public decimal ServiceRefunds { get; init; }

    public decimal ProductRefunds { get; init; }

    public decimal GiftCardSales { get; init; }

    public decimal GiftCardRedemptions { get; init; }

    public decimal MembershipSales { get; init; }

    public decimal ServiceCharges { get; init; }

    public decimal Fees { get; init; }

    public decimal Tax { get; init; }

    public decimal Tips { get; init; }

    public decimal Total { get; init; }

    public decimal NetSales { get; init; }

    public string Taxes { get; init; } = "[]";

    public string TipsByStaff { get; init; } = "[]";

    public string Payments { get; init; } = "[]";

    public string Source { get; init; } = string.Empty;

    public string SourceKey { get; init; } = string.Empty;

    public long Version { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public SaleItem ToItem(IEnumerable<StoredLine> lines) => new()
    {
        Id = Id,
        LocationId = LocationId,
        BusinessDay = BusinessDay,
        OccurredAt = OccurredAt,
        Receipt = Receipt,
        ClientId = ClientId,
        Currency = Currency,
        ServiceSales = ServiceSales,
        ProductSales = ProductSales,
        ServiceDiscounts = ServiceDiscounts,
        ProductDiscounts = ProductDiscounts,
        ServiceRefunds = ServiceRefunds,
        ProductRefunds = ProductRefunds,
        GiftCardSales = GiftCardSales,
        GiftCardRedemptions = GiftCardRedemptions,
        MembershipSales = MembershipSales,
        ServiceCharges = ServiceCharges,
        Fees = Fees,
        Tax = Tax,
        Tips = Tips,
        Total = Total,
        NetSales = NetSales,
        Lines = [.. lines.Select(line => line.ToItem())],
        Taxes = JsonSerializer.Deserialize(Taxes, StoredParts.Default.StoredTaxArray)!,
        TipsByStaff = JsonSerializer.Deserialize(TipsByStaff, StoredParts.Default.StoredTipArray)!,
        Payments = JsonSerializer.Deserialize(Payments, StoredParts.Default.StoredPaymentArray)!,
        Source = Source,
        SourceKey = SourceKey,
        Version = Version,
        RecordedAt = RecordedAt,
    };
}

/// <summary>A row of records.sale_line.</summary>
internal sealed class StoredLine
{
    public Guid SaleId { get; init; }

    public string Kind { get; init; } = string.Empty;

    public string Name { get; init; } = string.Empty;

    public Guid? ItemId { get; init; }

    public Guid? StaffId { get; init; }

    public decimal Quantity { get; init; }

    public decimal? UnitPrice { get; init; }

    public decimal Amount { get; init; }

    public decimal Discount { get; init; }

    public string Discounts { get; init; } = "[]";

    public bool IsRefund { get; init; }

    public SaleLineItem ToItem() => new()
    {
        Kind = Kind,
        Name = Name,
        ItemId = ItemId,
        StaffId = StaffId,
        Quantity = Quantity,
        UnitPrice = UnitPrice,
        Amount = Amount,
        Discount = Discount,
        Discounts = JsonSerializer.Deserialize(Discounts, StoredParts.Default.StoredDiscountArray)!,
        IsRefund = IsRefund,
    };
}

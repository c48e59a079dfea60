using System.Text.Json.Serialization;
using BookedBarber.Records.Features.Wire;
using BookedBarber.Shared;

namespace BookedBarber.Records.Features.Sales;

/// <summary>A recorded sale with every amount apart.</summary>
internal sealed record SaleItem
{
    public required Guid Id { get; init; }

    public required Guid LocationId { get; init; }

    public required DateOnly BusinessDay { get; init; }

    [JsonConverter(typeof(InstantString))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? OccurredAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Receipt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? ClientId { get; init; }

    public required string Currency { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public required decimal ServiceSales { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public required decimal ProductSales { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public required decimal ServiceDiscounts { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public required decimal ProductDiscounts { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public required decimal ServiceRefunds { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public required decimal ProductRefunds { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public required decimal GiftCardSales { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public required decimal GiftCardRedemptions { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public required decimal MembershipSales { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public required decimal ServiceCharges { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public required decimal Fees { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public required decimal Tax { get; init; }

    /// <summary>All tips together; by staff member in <see cref="TipsByStaff"/>.</summary>
    [JsonConverter(typeof(DecimalString))]
    public required decimal Tips { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public required decimal Total { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public required decimal NetSales { get; init; }

    public required IReadOnlyList<SaleLineItem> Lines { get; init; }

    public required IReadOnlyList<Storage.Writing.StoredTax> Taxes { get; init; }

    public required IReadOnlyList<Storage.Writing.StoredTip> TipsByStaff { get; init; }

    public required IReadOnlyList<Storage.Writing.StoredPayment> Payments { get; init; }

    public required string Source { get; init; }

    public required string SourceKey { get; init; }

    public required long Version { get; init; }

    [JsonConverter(typeof(InstantString))]
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>A line of a recorded sale.</summary>
internal sealed record SaleLineItem
{
    public required string Kind { get; init; }

    public required string Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? ItemId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? StaffId { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public required decimal Quantity { get; init; }

    [JsonConverter(typeof(DecimalString))]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? UnitPrice { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public required decimal Amount { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public required decimal Discount { get; init; }

    public required IReadOnlyList<Storage.Writing.StoredDiscount> Discounts { get; init; }

    public required bool IsRefund { get; init; }
}

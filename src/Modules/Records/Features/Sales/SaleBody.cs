using System.ComponentModel;
using System.Text.Json.Serialization;
using BookedBarber.Records.Features.Wire;
using BookedBarber.Shared;

namespace BookedBarber.Records.Features.Sales;

/// <summary>A sale to be recorded. Its parts must add up to the total exactly.</summary>
internal sealed record SaleBody
{
    [JsonConverter(typeof(InstantString))]
    [Description("When it was rung up; the business day follows in the location's zone. Default: now.")]
    public DateTimeOffset? OccurredAt { get; init; }

    [Description("The local business day, where only the day is known or the shop closes after midnight.")]
    public DateOnly? BusinessDay { get; init; }

    public string? Receipt { get; init; }

    [Description("Id of a client of the network.")]
    public Guid? ClientId { get; init; }

    [Description("The client by your own key; an unknown key makes a new client.")]
    public ClientBody? Client { get; init; }

    [Description("ISO 4217; the location's own when left out, and no other.")]
    public string? Currency { get; init; }

    public IReadOnlyList<LineBody?>? Lines { get; init; }

    public IReadOnlyList<TaxBody?>? Taxes { get; init; }

    public IReadOnlyList<TipBody?>? Tips { get; init; }

    [Description("How it was paid; when given, the payments sum to the total.")]
    public IReadOnlyList<PaymentBody?>? Payments { get; init; }

    [JsonConverter(typeof(DecimalString))]
    [Description("What the client pays altogether. Must equal the sum of the parts exactly, else 422 `parts_do_not_sum`.")]
    public decimal? Total { get; init; }
}

/// <summary>A client by the sender's own key.</summary>
internal sealed record ClientBody(string? Key, string? Name);

/// <summary>A line of a sale.</summary>
internal sealed record LineBody
{
    [Description("service, product, gift_card, membership, service_charge or fee.")]
    public string? Kind { get; init; }

    public string? Name { get; init; }

    [Description("Your key of the service or product, or its id.")]
    public string? ItemKey { get; init; }

    [Description("Your key of the staff member, or the id.")]
    public string? StaffKey { get; init; }

    [JsonConverter(typeof(DecimalString))]
    [Description("Above zero. Default 1.")]
    public decimal? Quantity { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public decimal? UnitPrice { get; init; }

    [JsonConverter(typeof(DecimalString))]
    [Description("List amount of the line before discounts, without tax; for a refund the net amount given back. Not below zero.")]
    public decimal? Amount { get; init; }

    public IReadOnlyList<DiscountBody?>? Discounts { get; init; }

    public bool IsRefund { get; init; }
}

/// <summary>A reduction of a line's list amount: promotion, loyalty, employee, complimentary, membership or other.</summary>
internal sealed record DiscountBody(string? Type, [property: JsonConverter(typeof(DecimalString))] decimal? Amount);

/// <summary>A tax by name.</summary>
internal sealed record TaxBody(string? Name, [property: JsonConverter(typeof(DecimalString))] decimal? Amount);

/// <summary>A tip, by staff member where told.</summary>
internal sealed record TipBody(string? StaffKey, [property: JsonConverter(typeof(DecimalString))] decimal? Amount);

/// <summary>A payment: cash, card, gift_card, membership, bank or other.</summary>
internal sealed record PaymentBody(string? Method, [property: JsonConverter(typeof(DecimalString))] decimal? Amount);

using BookedBarber.Shared;

namespace BookedBarber.Records.Contracts;

/// <summary>A canonical record: what every source (booking screen, import, connector, offline device) is turned into.</summary>
/// <param name="Key">The record's key at its source. With location and source it says whether two records are the same.</param>
/// <remarks>Where a record names staff, a service or a product by key, the id of a stored entry of the same location may stand instead, whatever its source.</remarks>
public abstract record CanonicalRecord(string Key);

/// <summary>A sale: one receipt, with every amount apart.</summary>
/// <param name="Key">Key at the source, such as the receipt number.</param>
/// <param name="BusinessDay">Local business day; when null it follows from <paramref name="OccurredAt"/> in the location's zone.</param>
/// <param name="OccurredAt">The instant; null for sources that know only the day.</param>
/// <param name="Receipt">Number printed on the receipt.</param>
/// <param name="ClientKey">The client's key at the source; an unknown key makes a new client. Null: a passer-by.</param>
/// <param name="ClientName">Name for a client that is made.</param>
/// <param name="Currency">ISO 4217 code; null: the location's.</param>
/// <param name="Lines">What was sold or taken back; at least one.</param>
/// <param name="Taxes">Taxes by name.</param>
/// <param name="Tips">Tips by staff member.</param>
/// <param name="Payments">How it was paid. Empty: not known; else they sum to the total.</param>
/// <param name="Total">What the client paid altogether. Null: take the sum of the parts; else it must equal it exactly.</param>
/// <param name="ClientId">The client's id, where the source is the platform's own screen.</param>
/// <param name="TimeIsArrival">Whether <paramref name="OccurredAt"/> was filled in on arrival because the source gave no time. Then the time is no part of the content: the same request sent again later is the same sale. Default false.</param>
public sealed record SaleRecord(
    string Key,
    DateOnly? BusinessDay,
    DateTimeOffset? OccurredAt,
    string? Receipt,
    string? ClientKey,
    string? ClientName,
    string? Currency,
    IReadOnlyList<SaleLine> Lines,
    IReadOnlyList<NamedAmount> Taxes,
    IReadOnlyList<StaffAmount> Tips,
    IReadOnlyList<Payment> Payments,
    decimal? Total,
    Guid? ClientId = null,
    bool TimeIsArrival = false) : CanonicalRecord(Key);

/// <summary>A line of a sale.</summary>
/// <param name="Kind">What was sold.</param>
/// <param name="Name">As on the receipt.</param>
/// <param name="ItemKey">Key of the service or product at the source; null when the source has none.</param>
/// <param name="StaffKey">Who served or sold; an unknown key makes a new staff member. Null: nobody in particular.</param>
/// <param name="Quantity">Above zero.</param>
/// <param name="UnitPrice">List price of one; null when not known.</param>
/// <param name="Amount">List amount of the line before discounts and without tax, ≥ 0. For a refund, the net amount given back, ≥ 0.</param>
/// <param name="Discounts">By type, each ≥ 0, together at most the amount.</param>
/// <param name="IsRefund">Given back on this sale's day.</param>
public sealed record SaleLine(
    SaleLineKind Kind,
    string Name,
    string? ItemKey,
    string? StaffKey,
    decimal Quantity,
    decimal? UnitPrice,
    decimal Amount,
    IReadOnlyList<Discount> Discounts,
    bool IsRefund = false);

/// <summary>Kinds of sale line; wire names are snake_case.</summary>
public enum SaleLineKind
{
    /// <summary>Work at the chair.</summary>
    Service,

    /// <summary>A thing sold.</summary>
    Product,

    /// <summary>A gift card sold: money received for later, not sales.</summary>
    GiftCard,

    /// <summary>A membership sold.</summary>
    Membership,

    /// <summary>A charge for service that is not a tip.</summary>
    ServiceCharge,

    /// <summary>A fee, such as for a no-show.</summary>
    Fee,
}

/// <summary>A reduction of the list price.</summary>
/// <param name="Type">promotion, loyalty, employee, complimentary, membership or other.</param>
/// <param name="Amount">≥ 0.</param>
public sealed record Discount(string Type, decimal Amount);

/// <summary>An amount with a name, such as a tax.</summary>
/// <param name="Name">Its name on the receipt.</param>
/// <param name="Amount">May be negative on a refund.</param>
public sealed record NamedAmount(string Name, decimal Amount);

/// <summary>An amount for a staff member, such as a tip.</summary>
/// <param name="StaffKey">Key at the source; null: not told.</param>
/// <param name="Amount">May be negative on a refund.</param>
public sealed record StaffAmount(string? StaffKey, decimal Amount);

/// <summary>A payment.</summary>
/// <param name="Method">cash, card, gift_card, membership, bank or other.</param>
/// <param name="Amount">May be negative on a refund.</param>
public sealed record Payment(string Method, decimal Amount);

/// <summary>A booking of one client with one staff member.</summary>
/// <param name="ClientKey">Client's key at the source; null when not told.</param>
/// <param name="StaffKey">Staff member's key at the source; null for any.</param>
/// <param name="ServiceKey">Service's key at the source.</param>
/// <param name="StartsAt">Start; null with <paramref name="BusinessDay"/> given: the time is not known.</param>
/// <param name="BusinessDay">Local day; when null it follows from <paramref name="StartsAt"/>.</param>
/// <param name="DurationMinutes">Length; null: the service's own duration, where known.</param>
/// <param name="Status">requested, confirmed, arrived, in_service, completed, cancelled, late_cancelled or no_show.</param>
/// <param name="BookedAt">When it was made.</param>
/// <param name="CancelledOn">Day of cancellation.</param>
public sealed record BookingRecord(
    string Key,
    string? ClientKey,
    string? ClientName,
    string? StaffKey,
    string? ServiceKey,
    DateTimeOffset? StartsAt,
    DateOnly? BusinessDay,
    int? DurationMinutes,
    string Status,
    DateTimeOffset? BookedAt,
    DateOnly? CancelledOn,
    Guid? ClientId = null) : CanonicalRecord(Key);

/// <summary>Totals of a day of a location that has no single sales. Ignored by measures on days that have sales.</summary>
/// <param name="NetSales">Net sales without tax and tips; null when the source counts visits only.</param>
/// <param name="Visits">Visits or customers; null when not counted.</param>
/// <param name="Transactions">Number of receipts; null when not counted.</param>
public sealed record DailyCloseRecord(DateOnly BusinessDay, decimal? NetSales, decimal? Tax, decimal? Tips, int? Visits, int? Transactions, string? Currency)
    : CanonicalRecord(string.Empty);

/// <summary>A service on the list.</summary>
public sealed record ServiceRecord(string Key, string Name, string? Category, decimal? Price, decimal? Cost, int? DurationMinutes, bool IsActive) : CanonicalRecord(Key);

/// <summary>A product on the list.</summary>
public sealed record ProductRecord(string Key, string Name, string? Category, string? Brand, decimal? Price, decimal? Cost, decimal? OnHand, bool IsActive) : CanonicalRecord(Key);

/// <summary>A staff member of a location.</summary>
public sealed record StaffRecord(string Key, string Name, string? Title, DateOnly? HiredOn, DateOnly? LeftOn, bool IsActive) : CanonicalRecord(Key);

/// <summary>A client.</summary>
public sealed record ClientRecord(string Key, string? Name, string? Email, string? Phone) : CanonicalRecord(Key);

/// <summary>A staff member's scheduled time on one day.</summary>
/// <param name="BlockedMinutes">Minutes blocked for the business (training, meetings), taken out of utilisation.</param>
public sealed record ShiftRecord(string Key, string StaffKey, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int BlockedMinutes) : CanonicalRecord(Key);

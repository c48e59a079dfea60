using System.Text.Json.Serialization;
using BookedBarber.Shared;

namespace BookedBarber.Records.Contracts;

/// <summary>Money that a payment service sends to a bank account. Belongs to any node.</summary>
/// <param name="Status">pending, in_transit, paid, failed or cancelled.</param>
/// <param name="Currency">ISO 4217 code; null: the node's.</param>
/// <param name="Amount">What arrives; below zero when it is taken back.</param>
/// <param name="Fee">What the service kept; null when not told.</param>
/// <param name="CreatedAt">When it was begun.</param>
/// <param name="ArrivesOn">Day it is, or was, expected at the bank.</param>
/// <param name="Destination">The bank account as the source names it, such as its last four digits; never the whole number.</param>
/// <param name="FailureCode">The source's code, where it failed.</param>
public sealed record PayoutRecord(
    string Key,
    string Status,
    string? Currency,
    [property: JsonConverter(typeof(DecimalString))] decimal Amount,
    [property: JsonConverter(typeof(DecimalString))] decimal? Fee,
    DateTimeOffset CreatedAt,
    DateOnly? ArrivesOn,
    string? Destination,
    string? FailureCode) : BusinessRecord(Key);

/// <summary>A payment that its payer contests. Belongs to any node.</summary>
/// <param name="Status">needs_response, under_review, won, lost or closed.</param>
/// <param name="Reason">The source's word for why.</param>
/// <param name="PaymentKey">Key of the contested payment or sale.</param>
/// <param name="Currency">ISO 4217 code; null: the node's.</param>
/// <param name="Amount">What is contested, ≥ 0.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="EvidenceDueAt">Until when it can be answered.</param>
/// <param name="ClosedAt">When it was decided.</param>
public sealed record DisputeRecord(
    string Key,
    string Status,
    string? Reason,
    string? PaymentKey,
    string? Currency,
    [property: JsonConverter(typeof(DecimalString))] decimal Amount,
    DateTimeOffset OpenedAt,
    DateTimeOffset? EvidenceDueAt,
    DateTimeOffset? ClosedAt) : BusinessRecord(Key);

using System.Text.Json.Serialization;
using BookedBarber.Shared;

namespace BookedBarber.Records.Contracts;

/// <summary>A demand for payment, sent or received. Belongs to any node.</summary>
/// <param name="Type">invoice, credit_note (both towards those who owe us), bill or vendor_credit (towards those whom we owe).</param>
/// <param name="Number">Number printed on it.</param>
/// <param name="Status">draft, open, partially_paid, paid, void or uncollectible.</param>
/// <param name="IssuedOn">Day on it.</param>
/// <param name="DueOn">Day it falls due; not before it was issued. Null: on receipt.</param>
/// <param name="CounterpartyKey">Key of the one who pays or is paid.</param>
/// <param name="CounterpartyName">Name of the one who pays or is paid. Personal data.</param>
/// <param name="Currency">ISO 4217 code; null: the node's. Any currency: invoices are not summed over currencies.</param>
/// <param name="Lines">What it is for. Empty where the source shows totals only; else lines and taxes sum to the total exactly (<c>parts_do_not_sum</c>).</param>
/// <param name="Taxes">Taxes by name.</param>
/// <param name="Total">What is asked altogether, ≥ 0; a credit note's amount is positive, too.</param>
/// <param name="Balance">What is still open, 0 to the total.</param>
/// <param name="Memo">A remark on it.</param>
public sealed record InvoiceRecord(
    string Key,
    string Type,
    string? Number,
    string Status,
    DateOnly IssuedOn,
    DateOnly? DueOn,
    string? CounterpartyKey,
    string? CounterpartyName,
    string? Currency,
    IReadOnlyList<InvoiceLine> Lines,
    IReadOnlyList<NamedAmount> Taxes,
    [property: JsonConverter(typeof(DecimalString))] decimal Total,
    [property: JsonConverter(typeof(DecimalString))] decimal Balance,
    string? Memo) : BusinessRecord(Key);

/// <summary>A line of an invoice.</summary>
/// <param name="Description">What it is for.</param>
/// <param name="ItemKey">Key of the service, product or fee at the source.</param>
/// <param name="AccountKey">Key of the ledger account it is booked to.</param>
/// <param name="TaxCode">Key of its tax code.</param>
/// <param name="Quantity">How many; null when not told.</param>
/// <param name="UnitPrice">Price of one; null when not told.</param>
/// <param name="Amount">Amount without the taxes listed apart; below zero for a reduction.</param>
/// <param name="Tags">Tracking categories.</param>
public sealed record InvoiceLine(
    string Description,
    string? ItemKey,
    string? AccountKey,
    string? TaxCode,
    [property: JsonConverter(typeof(DecimalString))] decimal? Quantity,
    [property: JsonConverter(typeof(DecimalString))] decimal? UnitPrice,
    [property: JsonConverter(typeof(DecimalString))] decimal Amount,
    IReadOnlyList<Tag> Tags);

/// <summary>Money paid towards an invoice. Belongs to any node.</summary>
/// <param name="InvoiceKey">Key of the invoice; null where it was paid on account.</param>
/// <param name="PaidOn">Day of the payment.</param>
/// <param name="Method">card, bank, cash, check or other.</param>
/// <param name="CounterpartyKey">Key of the one who paid or was paid.</param>
/// <param name="Currency">ISO 4217 code; null: the node's.</param>
/// <param name="Amount">What was paid; below zero when given back. Not zero.</param>
/// <param name="Fee">What the payment service kept; null when not told.</param>
/// <param name="Reference">Number of the transfer or check.</param>
public sealed record InvoicePaymentRecord(
    string Key,
    string? InvoiceKey,
    DateOnly PaidOn,
    string Method,
    string? CounterpartyKey,
    string? Currency,
    [property: JsonConverter(typeof(DecimalString))] decimal Amount,
    [property: JsonConverter(typeof(DecimalString))] decimal? Fee,
    string? Reference) : BusinessRecord(Key);

/// <summary>An entry of the journal: debits and credits are exactly equal, or it is refused with <c>journal_not_balanced</c>. Belongs to any node.</summary>
/// <param name="Number">Number at the source.</param>
/// <param name="Status">draft, posted or void.</param>
/// <param name="PostedOn">Day it counts for.</param>
/// <param name="Memo">What it is about.</param>
/// <param name="Currency">ISO 4217 code; null: the node's.</param>
/// <param name="Lines">At least two, at most 500.</param>
public sealed record JournalEntryRecord(string Key, string? Number, string Status, DateOnly PostedOn, string? Memo, string? Currency, IReadOnlyList<JournalLine> Lines) : BusinessRecord(Key);

/// <summary>A line of a journal entry: either a debit or a credit.</summary>
/// <param name="AccountKey">Key of the ledger account.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Debit">≥ 0; zero on a line that credits.</param>
/// <param name="Credit">≥ 0; zero on a line that debits.</param>
/// <param name="Tags">Tracking categories.</param>
public sealed record JournalLine(
    string AccountKey,
    string? Description,
    [property: JsonConverter(typeof(DecimalString))] decimal Debit,
    [property: JsonConverter(typeof(DecimalString))] decimal Credit,
    IReadOnlyList<Tag> Tags);

/// <summary>An account of the ledger. Belongs to any node.</summary>
/// <param name="Code">Its number in the chart of accounts.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">asset, liability, equity, revenue or expense.</param>
/// <param name="Subtype">The source's finer sort.</param>
/// <param name="TaxCode">Key of the tax code booked by default.</param>
/// <param name="Currency">ISO 4217 code; null: the node's.</param>
/// <param name="Balance">Its balance now, of the sign the source gives; null when not told.</param>
/// <param name="IsActive">Whether it may be booked to.</param>
public sealed record LedgerAccountRecord(
    string Key,
    string? Code,
    string Name,
    string Type,
    string? Subtype,
    string? TaxCode,
    string? Currency,
    [property: JsonConverter(typeof(DecimalString))] decimal? Balance,
    bool IsActive) : BusinessRecord(Key);

/// <summary>A tax code of an accounting system. Belongs to any node.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rate">In per cent, 0 to 100, at most four digits after the point; null where several rates make it up.</param>
/// <param name="IsActive">Whether it may be used.</param>
public sealed record TaxCodeRecord(string Key, string Name, [property: JsonConverter(typeof(DecimalString))] decimal? Rate, bool IsActive) : BusinessRecord(Key);

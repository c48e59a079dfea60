using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Domain.Business;
using BookedBarber.Records.Storage.Staging;
using BookedBarber.Shared;

namespace BookedBarber.Records.Storage.Writing.Business;

internal sealed class InvoiceKind() : BusinessTable<InvoiceRecord>("invoice", (_, invoice) => invoice.IssuedOn, Content, invoice => invoice with { CounterpartyName = null, Memo = null })
{
    private static readonly StageColumns<Entry<InvoiceRecord>> Content = new StageColumns<Entry<InvoiceRecord>>()
        .Text("type", row => row.Record.Type)
        .Text("number", row => row.Record.Number)
        .Text("status", row => row.Record.Status)
        .Day("issued_on", row => row.Record.IssuedOn)
        .Day("due_on", row => row.Record.DueOn)
        .Text("counterparty_key", row => row.Record.CounterpartyKey)
        .Text("counterparty_name", row => row.Record.CounterpartyName)
        .Text("currency", row => row.Record.Currency ?? row.Location.Currency.Code)
        .Json("lines", row => BusinessJson.Of(row.Record.Lines))
        .Json("taxes", row => BusinessJson.Of(row.Record.Taxes))
        .Number("total", row => row.Record.Total)
        .Number("balance", row => row.Record.Balance)
        .Text("memo", row => row.Record.Memo);

    public override Problem? Check(Node location, InvoiceRecord record, DateOnly today) => InvoiceCheck.Check(location, record, today);

    public override bool SaysTheSame(Node location, InvoiceRecord one, InvoiceRecord other) =>
        one == (other with { Lines = one.Lines, Taxes = one.Taxes }) && BusinessJson.AreSame(one.Lines, other.Lines) && BusinessJson.AreSame(one.Taxes, other.Taxes);
}

internal sealed class InvoicePaymentKind() : BusinessTable<InvoicePaymentRecord>("invoice_payment", (_, payment) => payment.PaidOn, Content, payment => payment with { Reference = null })
{
    private static readonly StageColumns<Entry<InvoicePaymentRecord>> Content = new StageColumns<Entry<InvoicePaymentRecord>>()
        .Text("invoice_key", row => row.Record.InvoiceKey)
        .Day("paid_on", row => row.Record.PaidOn)
        .Text("method", row => row.Record.Method)
        .Text("counterparty_key", row => row.Record.CounterpartyKey)
        .Text("currency", row => row.Record.Currency ?? row.Location.Currency.Code)
        .Number("amount", row => row.Record.Amount)
        .Number("fee", row => row.Record.Fee)
        .Text("reference", row => row.Record.Reference);

    public override Problem? Check(Node location, InvoicePaymentRecord record, DateOnly today) => AccountingCheck.Check(location, record, today);
}

internal sealed class JournalEntryKind() : BusinessTable<JournalEntryRecord>("journal_entry", (_, entry) => entry.PostedOn, Content)
{
    private static readonly StageColumns<Entry<JournalEntryRecord>> Content = new StageColumns<Entry<JournalEntryRecord>>()
        .Text("number", row => row.Record.Number)
        .Text("status", row => row.Record.Status)
        .Day("posted_on", row => row.Record.PostedOn)
        .Text("memo", row => row.Record.Memo)
        .Text("currency", row => row.Record.Currency ?? row.Location.Currency.Code)
        .Json("lines", row => BusinessJson.Of(row.Record.Lines))
        .Number("debits", row => row.Record.Lines.Sum(line => line.Debit))
        .Number("credits", row => row.Record.Lines.Sum(line => line.Credit));

    public override Problem? Check(Node location, JournalEntryRecord record, DateOnly today) => JournalCheck.Check(location, record, today);

    public override bool SaysTheSame(Node location, JournalEntryRecord one, JournalEntryRecord other) => one == (other with { Lines = one.Lines }) && BusinessJson.AreSame(one.Lines, other.Lines);
}

internal sealed class LedgerAccountKind() : BusinessTable<LedgerAccountRecord>("ledger_account", (_, _) => null, Content)
{
    private static readonly StageColumns<Entry<LedgerAccountRecord>> Content = new StageColumns<Entry<LedgerAccountRecord>>()
        .Text("code", row => row.Record.Code)
        .Text("name", row => row.Record.Name)
        .Text("type", row => row.Record.Type)
        .Text("subtype", row => row.Record.Subtype)
        .Text("tax_code", row => row.Record.TaxCode)
        .Text("currency", row => row.Record.Currency ?? row.Location.Currency.Code)
        .Number("balance", row => row.Record.Balance)
        .Bool("is_active", row => row.Record.IsActive);

    public override Problem? Check(Node location, LedgerAccountRecord record, DateOnly today) => AccountingCheck.Check(location, record);
}

internal sealed class TaxCodeKind() : BusinessTable<TaxCodeRecord>("tax_code", (_, _) => null, Content)
{
    private static readonly StageColumns<Entry<TaxCodeRecord>> Content = new StageColumns<Entry<TaxCodeRecord>>()
        .Text("name", row => row.Record.Name)
        .Number("rate", row => row.Record.Rate)
        .Bool("is_active", row => row.Record.IsActive);

    public override Problem? Check(Node location, TaxCodeRecord record, DateOnly today) => AccountingCheck.Check(record);
}

internal sealed class PayoutKind() : BusinessTable<PayoutRecord>("payout", (node, payout) => node.DayAt(payout.CreatedAt), Content)
{
    private static readonly StageColumns<Entry<PayoutRecord>> Content = new StageColumns<Entry<PayoutRecord>>()
        .Text("status", row => row.Record.Status)
        .Text("currency", row => row.Record.Currency ?? row.Location.Currency.Code)
        .Number("amount", row => row.Record.Amount)
        .Number("fee", row => row.Record.Fee)
        .Instant("created_at", row => row.Record.CreatedAt)
        .Day("arrives_on", row => row.Record.ArrivesOn)
        .Text("destination", row => row.Record.Destination)
        .Text("failure_code", row => row.Record.FailureCode);

    public override Problem? Check(Node location, PayoutRecord record, DateOnly today) => PaymentServiceCheck.Check(location, record, today);
}

internal sealed class DisputeKind() : BusinessTable<DisputeRecord>("dispute", (node, dispute) => node.DayAt(dispute.OpenedAt), Content)
{
    private static readonly StageColumns<Entry<DisputeRecord>> Content = new StageColumns<Entry<DisputeRecord>>()
        .Text("status", row => row.Record.Status)
        .Text("reason", row => row.Record.Reason)
        .Text("payment_key", row => row.Record.PaymentKey)
        .Text("currency", row => row.Record.Currency ?? row.Location.Currency.Code)
        .Number("amount", row => row.Record.Amount)
        .Instant("opened_at", row => row.Record.OpenedAt)
        .Instant("evidence_due_at", row => row.Record.EvidenceDueAt)
        .Instant("closed_at", row => row.Record.ClosedAt);

    public override Problem? Check(Node location, DisputeRecord record, DateOnly today) => PaymentServiceCheck.Check(location, record, today);
}

using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Mapping;

internal sealed class InvoiceBuilder(FieldReader fields) : RecordBuilder<InvoiceRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _type = fields.Text("type", required: true);
    private readonly Get<ReadOnlyMemory<char>> _number = fields.Text("number");
    private readonly Get<ReadOnlyMemory<char>> _status = fields.Text("status", required: true);
    private readonly Get<DateOnly> _issuedOn = fields.Date("issuedOn", required: true);
    private readonly Get<DateOnly> _dueOn = fields.Date("dueOn");
    private readonly Get<ReadOnlyMemory<char>> _counterpartyKey = fields.Text("counterpartyKey");
    private readonly Get<ReadOnlyMemory<char>> _counterpartyName = fields.Text("counterpartyName");
    private readonly Get<ReadOnlyMemory<char>> _currency = fields.Text("currency");
    private readonly ListBuilder<InvoiceLine> _lines = fields.List("lines", AccountingParts.InvoiceLine);
    private readonly ListBuilder<NamedAmount> _taxes = fields.List("taxes", SaleParts.Tax);
    private readonly Get<decimal> _total = fields.Decimal("total", required: true);
    private readonly Get<decimal> _balance = fields.Decimal("balance", required: true);
    private readonly Get<ReadOnlyMemory<char>> _memo = fields.Text("memo");

    public override InvoiceRecord? Build(Row row)
    {
        var invoice = new InvoiceRecord(
            row.NeedText(_key, "key"),
            row.NeedText(_type, "type"),
            row.MaybeText(_number),
            row.NeedText(_status, "status"),
            row.Need(_issuedOn, "issuedOn"),
            row.Maybe(_dueOn),
            row.MaybeText(_counterpartyKey),
            row.MaybeText(_counterpartyName),
            row.MaybeText(_currency),
            _lines.Build(row),
            _taxes.Build(row),
            row.Need(_total, "total"),
            row.Need(_balance, "balance"),
            row.MaybeText(_memo));
        return row.Fault is null ? invoice : null;
    }
}

internal sealed class InvoicePaymentBuilder(FieldReader fields) : RecordBuilder<InvoicePaymentRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _invoiceKey = fields.Text("invoiceKey");
    private readonly Get<DateOnly> _paidOn = fields.Date("paidOn", required: true);
    private readonly Get<ReadOnlyMemory<char>> _method = fields.Text("method", required: true);
    private readonly Get<ReadOnlyMemory<char>> _counterpartyKey = fields.Text("counterpartyKey");
    private readonly Get<ReadOnlyMemory<char>> _currency = fields.Text("currency");
    private readonly Get<decimal> _amount = fields.Decimal("amount", required: true);
    private readonly Get<decimal> _fee = fields.Decimal("fee");
    private readonly Get<ReadOnlyMemory<char>> _reference = fields.Text("reference");

    public override InvoicePaymentRecord? Build(Row row)
    {
        var invoicePayment = new InvoicePaymentRecord(
            row.NeedText(_key, "key"),
            row.MaybeText(_invoiceKey),
            row.Need(_paidOn, "paidOn"),
            row.NeedText(_method, "method"),
            row.MaybeText(_counterpartyKey),
            row.MaybeText(_currency),
            row.Need(_amount, "amount"),
            row.Maybe(_fee),
            row.MaybeText(_reference));
        return row.Fault is null ? invoicePayment : null;
    }
}

internal sealed class JournalEntryBuilder(FieldReader fields) : RecordBuilder<JournalEntryRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _number = fields.Text("number");
    private readonly Get<ReadOnlyMemory<char>> _status = fields.Text("status", required: true);
    private readonly Get<DateOnly> _postedOn = fields.Date("postedOn", required: true);
    private readonly Get<ReadOnlyMemory<char>> _memo = fields.Text("memo");
    private readonly Get<ReadOnlyMemory<char>> _currency = fields.Text("currency");
    private readonly ListBuilder<JournalLine> _lines = fields.List("lines", AccountingParts.JournalLine, required: true);

    public override JournalEntryRecord? Build(Row row)
    {
        var journalEntry = new JournalEntryRecord(
            row.NeedText(_key, "key"),
            row.MaybeText(_number),
            row.NeedText(_status, "status"),
            row.Need(_postedOn, "postedOn"),
            row.MaybeText(_memo),
            row.MaybeText(_currency),
            _lines.Build(row));
        return row.Fault is null ? journalEntry : null;
    }
}

internal sealed class LedgerAccountBuilder(FieldReader fields) : RecordBuilder<LedgerAccountRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _code = fields.Text("code");
    private readonly Get<ReadOnlyMemory<char>> _name = fields.Text("name", required: true);
    private readonly Get<ReadOnlyMemory<char>> _type = fields.Text("type", required: true);
    private readonly Get<ReadOnlyMemory<char>> _subtype = fields.Text("subtype");
    private readonly Get<ReadOnlyMemory<char>> _taxCode = fields.Text("taxCode");
    private readonly Get<ReadOnlyMemory<char>> _currency = fields.Text("currency");
    private readonly Get<decimal> _balance = fields.Decimal("balance");
    private readonly Get<bool> _isActive = fields.Boolean("isActive");

    public override LedgerAccountRecord? Build(Row row)
    {
        var ledgerAccount = new LedgerAccountRecord(
            row.NeedText(_key, "key"),
            row.MaybeText(_code),
            row.NeedText(_name, "name"),
            row.NeedText(_type, "type"),
            row.MaybeText(_subtype),
            row.MaybeText(_taxCode),
            row.MaybeText(_currency),
            row.Maybe(_balance),
            row.Maybe(_isActive) ?? true);
        return row.Fault is null ? ledgerAccount : null;
    }
}

internal sealed class TaxCodeBuilder(FieldReader fields) : RecordBuilder<TaxCodeRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _name = fields.Text("name", required: true);
    private readonly Get<decimal> _rate = fields.Decimal("rate");
    private readonly Get<bool> _isActive = fields.Boolean("isActive");

    public override TaxCodeRecord? Build(Row row)
    {
        var taxCode = new TaxCodeRecord(
            row.NeedText(_key, "key"),
            row.NeedText(_name, "name"),
            row.Maybe(_rate),
            row.Maybe(_isActive) ?? true);
        return row.Fault is null ? taxCode : null;
    }
}

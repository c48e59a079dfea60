using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Mapping;

internal sealed class PayoutBuilder(FieldReader fields) : RecordBuilder<PayoutRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _status = fields.Text("status", required: true);
    private readonly Get<ReadOnlyMemory<char>> _currency = fields.Text("currency");
    private readonly Get<decimal> _amount = fields.Decimal("amount", required: true);
    private readonly Get<decimal> _fee = fields.Decimal("fee");
    private readonly Get<DateTimeOffset> _createdAt = fields.Instant("createdAt", required: true);
    private readonly Get<DateOnly> _arrivesOn = fields.Date("arrivesOn");
    private readonly Get<ReadOnlyMemory<char>> _destination = fields.Text("destination");
    private readonly Get<ReadOnlyMemory<char>> _failureCode = fields.Text("failureCode");

    public override PayoutRecord? Build(Row row)
    {
        var payout = new PayoutRecord(
            row.NeedText(_key, "key"),
            row.NeedText(_status, "status"),
            row.MaybeText(_currency),
            row.Need(_amount, "amount"),
            row.Maybe(_fee),
            row.Need(_createdAt, "createdAt"),
            row.Maybe(_arrivesOn),
            row.MaybeText(_destination),
            row.MaybeText(_failureCode));
        return row.Fault is null ? payout : null;
    }
}

internal sealed class DisputeBuilder(FieldReader fields) : RecordBuilder<DisputeRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _status = fields.Text("status", required: true);
    private readonly Get<ReadOnlyMemory<char>> _reason = fields.Text("reason");
    private readonly Get<ReadOnlyMemory<char>> _paymentKey = fields.Text("paymentKey");
    private readonly Get<ReadOnlyMemory<char>> _currency = fields.Text("currency");
    private readonly Get<decimal> _amount = fields.Decimal("amount", required: true);
    private readonly Get<DateTimeOffset> _openedAt = fields.Instant("openedAt", required: true);
    private readonly Get<DateTimeOffset> _evidenceDueAt = fields.Instant("evidenceDueAt");
    private readonly Get<DateTimeOffset> _closedAt = fields.Instant("closedAt");

    public override DisputeRecord? Build(Row row)
    {
        var dispute = new DisputeRecord(
            row.NeedText(_key, "key"),
            row.NeedText(_status, "status"),
            row.MaybeText(_reason),
            row.MaybeText(_paymentKey),
            row.MaybeText(_currency),
            row.Need(_amount, "amount"),
            row.Need(_openedAt, "openedAt"),
            row.Maybe(_evidenceDueAt),
            row.Maybe(_closedAt));
        return row.Fault is null ? dispute : null;
    }
}

using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Mapping;

internal sealed class DailyCloseBuilder(FieldReader fields) : RecordBuilder<DailyCloseRecord>
{
    private readonly Get<DateOnly> _day = fields.Date("businessDay", required: true);
    private readonly Get<decimal> _netSales = fields.Decimal("netSales");
    private readonly Get<decimal> _tax = fields.Decimal("tax");
    private readonly Get<decimal> _tips = fields.Decimal("tips");
    private readonly Get<int> _visits = fields.Integer("visits");
    private readonly Get<int> _transactions = fields.Integer("transactions");
    private readonly Get<ReadOnlyMemory<char>> _currency = fields.Text("currency");

    public override DailyCloseRecord? Build(Row row)
    {
        var close = new DailyCloseRecord(
            row.Need(_day, "businessDay"),
            row.Maybe(_netSales),
            row.Maybe(_tax),
            row.Maybe(_tips),
            row.Maybe(_visits),
            row.Maybe(_transactions),
            row.MaybeText(_currency));
        return row.Fault is null ? close : null;
    }

    public override string KeyOf(DailyCloseRecord record) => Values.Write(record.BusinessDay);
}

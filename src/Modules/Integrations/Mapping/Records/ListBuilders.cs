using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Mapping;

internal sealed class ServiceBuilder(FieldReader fields) : RecordBuilder<ServiceRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _name = fields.Text("name", required: true);
    private readonly Get<ReadOnlyMemory<char>> _category = fields.Text("category");
    private readonly Get<decimal> _price = fields.Decimal("price");
    private readonly Get<decimal> _cost = fields.Decimal("cost");
    private readonly Get<int> _minutes = fields.Integer("durationMinutes");
    private readonly Get<bool> _isActive = fields.Boolean("isActive");

    public override ServiceRecord? Build(Row row)
    {
        var service = new ServiceRecord(
            row.NeedText(_key, "key"),
            row.NeedText(_name, "name"),
            row.MaybeText(_category),
            row.Maybe(_price),
            row.Maybe(_cost),
            row.Maybe(_minutes),
            row.Maybe(_isActive) ?? true);
        return row.Fault is null ? service : null;
    }
}

internal sealed class ProductBuilder(FieldReader fields) : RecordBuilder<ProductRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<ReadOnlyMemory<char>> _name = fields.Text("name", required: true);
    private readonly Get<ReadOnlyMemory<char>> _category = fields.Text("category");
    private readonly Get<ReadOnlyMemory<char>> _brand = fields.Text("brand");
    private readonly Get<decimal> _price = fields.Decimal("price");
    private readonly Get<decimal> _cost = fields.Decimal("cost");
    private readonly Get<decimal> _onHand = fields.Decimal("onHand");
    private readonly Get<bool> _isActive = fields.Boolean("isActive");

    public override ProductRecord? Build(Row row)
    {
        var product = new ProductRecord(
            row.NeedText(_key, "key"),
            row.NeedText(_name, "name"),
            row.MaybeText(_category),
            row.MaybeText(_brand),
            row.Maybe(_price),
            row.Maybe(_cost),
            row.Maybe(_onHand),
            row.Maybe(_isActive) ?? true);
        return row.Fault is null ? product : null;
    }
}

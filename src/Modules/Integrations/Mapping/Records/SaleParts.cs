using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Mapping;

/// <summary>The lists inside a sale.</summary>
internal static class SaleParts
{
    private static readonly IReadOnlyList<(string Name, SaleLineKind Kind)> Kinds =
    [
        ("service", SaleLineKind.Service), ("product", SaleLineKind.Product), ("gift_card", SaleLineKind.GiftCard),
        ("membership", SaleLineKind.Membership), ("service_charge", SaleLineKind.ServiceCharge), ("fee", SaleLineKind.Fee),
    ];

    /// <summary>The wire name of a kind of line.</summary>
    public static string NameOf(SaleLineKind kind) => Kinds.First(entry => entry.Kind == kind).Name;

    public static Func<Row, SaleLine?> Line(FieldReader fields)
    {
        var kind = fields.Text("kind", required: true);
        var name = fields.Text("name", required: true);
        var item = fields.Text("itemKey");
        var staff = fields.Text("staffKey");
        var quantity = fields.Decimal("quantity");
        var unitPrice = fields.Decimal("unitPrice");
        var amount = fields.Decimal("amount", required: true);
        var isRefund = fields.Boolean("isRefund");
        var discounts = fields.List("discounts", Discount);
        return row =>
        {
            var line = new SaleLine(
                KindOf(row, row.Need(kind, "kind").Span),
                row.NeedText(name, "name"),
                row.MaybeText(item),
                row.MaybeText(staff),
                row.Maybe(quantity) ?? 1m,
                row.Maybe(unitPrice),
                row.Need(amount, "amount"),
                discounts.Build(row),
                row.Maybe(isRefund) ?? false);
            return row.Fault is null ? line : null;
        };
    }

    public static Func<Row, NamedAmount?> Tax(FieldReader fields)
    {
        var (name, amount) = (fields.Text("name", required: true), fields.Decimal("amount", required: true));
        return row => Unless(row, new NamedAmount(row.NeedText(name, "name"), row.Need(amount, "amount")));
    }

    public static Func<Row, StaffAmount?> Tip(FieldReader fields)
    {
        var (staff, amount) = (fields.Text("staffKey"), fields.Decimal("amount", required: true));
        return row => Unless(row, new StaffAmount(row.MaybeText(staff), row.Need(amount, "amount")));
    }

    public static Func<Row, Payment?> Payment(FieldReader fields)
    {
        var (method, amount) = (fields.Text("method", required: true), fields.Decimal("amount", required: true));
        return row => Unless(row, new Payment(row.NeedText(method, "method"), row.Need(amount, "amount")));
    }

    private static Func<Row, Discount?> Discount(FieldReader fields)
    {
        var (type, amount) = (fields.Text("type", required: true), fields.Decimal("amount", required: true));
        return row => Unless(row, new Discount(row.NeedText(type, "type"), row.Need(amount, "amount")));
    }

    private static T? Unless<T>(Row row, T entry)
        where T : class => row.Fault is null ? entry : null;

    private static SaleLineKind KindOf(Row row, ReadOnlySpan<char> text)
    {
        foreach (var (name, kind) in Kinds)
        {
            if (text.Equals(name, StringComparison.Ordinal))
            {
                return kind;
            }
        }

        row.Fail("unknown_kind", $"'{text}' is not a kind of sale line. Known are: {string.Join(", ", Kinds.Select(entry => entry.Name))}.");
        return default;
    }
}

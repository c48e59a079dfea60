using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Mapping;

/// <summary>The lists inside invoices and journal entries.</summary>
internal static class AccountingParts
{
    public static Func<Row, InvoiceLine?> InvoiceLine(FieldReader fields)
    {
        var description = fields.Text("description");
        var item = fields.Text("itemKey");
        var account = fields.Text("accountKey");
        var taxCode = fields.Text("taxCode");
        var quantity = fields.Decimal("quantity");
        var unitPrice = fields.Decimal("unitPrice");
        var amount = fields.Decimal("amount", required: true);
        var tags = fields.List("tags", Tag);
        return row =>
        {
            var line = new InvoiceLine(
                row.MaybeText(description) ?? string.Empty,
                row.MaybeText(item),
                row.MaybeText(account),
                row.MaybeText(taxCode),
                row.Maybe(quantity),
                row.Maybe(unitPrice),
                row.Need(amount, "amount"),
                tags.Build(row));
            return row.Fault is null ? line : null;
        };
    }

    public static Func<Row, JournalLine?> JournalLine(FieldReader fields)
    {
        var account = fields.Text("accountKey", required: true);
        var description = fields.Text("description");
        var (debit, credit) = (fields.Decimal("debit"), fields.Decimal("credit"));
        var tags = fields.List("tags", Tag);
        return row =>
        {
            var line = new JournalLine(row.NeedText(account, "accountKey"), row.MaybeText(description), row.Maybe(debit) ?? 0m, row.Maybe(credit) ?? 0m, tags.Build(row));
            return row.Fault is null ? line : null;
        };
    }

    private static Func<Row, Tag?> Tag(FieldReader fields)
    {
        var (name, value) = (fields.Text("name", required: true), fields.Text("value", required: true));
        return row =>
        {
            var tag = new Tag(row.NeedText(name, "name"), row.NeedText(value, "value"));
            return row.Fault is null ? tag : null;
        };
    }
}

using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Mapping;

internal sealed class SaleBuilder(FieldReader fields) : RecordBuilder<SaleRecord>
{
    private readonly Get<ReadOnlyMemory<char>> _key = fields.Text("key", required: true);
    private readonly Get<DateOnly> _day = fields.Date("businessDay");
    private readonly Get<DateTimeOffset> _at = fields.Instant("occurredAt");
    private readonly Get<ReadOnlyMemory<char>> _receipt = fields.Text("receipt");
    private readonly Get<ReadOnlyMemory<char>> _clientKey = fields.Text("clientKey");
    private readonly Get<ReadOnlyMemory<char>> _clientName = fields.Text("clientName");
    private readonly Get<ReadOnlyMemory<char>> _currency = fields.Text("currency");
    private readonly Get<decimal> _total = fields.Decimal("total");
    private readonly ListBuilder<SaleLine> _lines = fields.List("lines", SaleParts.Line, required: true);
    private readonly ListBuilder<NamedAmount> _taxes = fields.List("taxes", SaleParts.Tax);
    private readonly ListBuilder<StaffAmount> _tips = fields.List("tips", SaleParts.Tip);
    private readonly ListBuilder<Payment> _payments = fields.List("payments", SaleParts.Payment);

    public override SaleRecord? Build(Row row)
    {
        var sale = new SaleRecord(
            row.NeedText(_key, "key"),
            row.Maybe(_day),
            row.Maybe(_at),
            row.MaybeText(_receipt),
            row.MaybeText(_clientKey),
            row.MaybeText(_clientName),
            row.MaybeText(_currency),
            _lines.Build(row),
            _taxes.Build(row),
            _tips.Build(row),
            _payments.Build(row),
            row.Maybe(_total));
        if (sale.BusinessDay is null && sale.OccurredAt is null)
        {
            row.Fail("required", "a sale needs a businessDay or an occurredAt, and the row has neither.");
        }

        return row.Fault is null ? sale : null;
    }

    /// <summary>The sale's own values come from its first row; lists grow, and amounts marked with <c>sum</c> are added up.</summary>
    public override SaleRecord Combine(SaleRecord whole, SaleRecord part) => whole with
    {
        Lines = Joined(whole.Lines, part.Lines),
        Taxes = _taxes.Sums ? Summed(whole.Taxes, part.Taxes, tax => tax.Name, (a, b) => a with { Amount = a.Amount + b.Amount }) : Joined(whole.Taxes, part.Taxes),
        Tips = _tips.Sums ? Summed(whole.Tips, part.Tips, tip => tip.StaffKey, (a, b) => a with { Amount = a.Amount + b.Amount }) : Joined(whole.Tips, part.Tips),
        Payments = _payments.Sums ? Summed(whole.Payments, part.Payments, payment => payment.Method, (a, b) => a with { Amount = a.Amount + b.Amount }) : Joined(whole.Payments, part.Payments),
    };

    private static IReadOnlyList<T> Joined<T>(IReadOnlyList<T> whole, IReadOnlyList<T> part)
    {
        if (part.Count == 0)
        {
            return whole;
        }

        if (whole is not List<T> list)
        {
            return [.. whole, .. part];
        }

        list.AddRange(part);
        return list;
    }

    private static List<T> Summed<T>(IReadOnlyList<T> whole, IReadOnlyList<T> part, Func<T, string?> name, Func<T, T, T> add)
    {
        var list = whole as List<T> ?? [.. whole];
        foreach (var entry in part)
        {
            var at = list.FindIndex(known => name(known) == name(entry));
            if (at < 0)
            {
                list.Add(entry);
            }
            else
            {
                list[at] = add(list[at], entry);
            }
        }

        return list;
    }
}

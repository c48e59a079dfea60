using BookedBarber.Records.Contracts;
using BookedBarber.Records.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace BookedBarber.Records.Tests;

/// <summary>Over random sales of every shape.</summary>
public sealed class SaleProperties : IAsyncLifetime
{
    private static readonly Gen<decimal> Cents = Gen.Choose(0, 100_000).Select(cents => cents / 100m);
    private static readonly Gen<decimal> Signed = Gen.Choose(-5_000, 20_000).Select(cents => cents / 100m);

    private static readonly Gen<SaleLine> Lines =
        from kind in Gen.Elements(Enum.GetValues<SaleLineKind>())
        from amount in Cents
        from share in Gen.Choose(0, 100)
        from isRefund in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        from item in Gen.Elements<string?>(null, "a", "b")
        from staff in Gen.Elements<string?>(null, "ann", "bob")
        let discount = isRefund ? 0 : decimal.Round(amount * share / 100, 2, MidpointRounding.ToZero)
        select new SaleLine(kind, "x", item, staff, 1, null, amount, discount == 0 ? [] : [new Discount("loyalty", discount)], isRefund);

    private static readonly Gen<SaleRecord> Sales =
        from lines in Lines.NonEmptyListOf()
        from taxes in Signed.ListOf()
        from tips in Signed.ListOf()
        from slip in Gen.Frequency((4, Gen.Constant(0m)), (1, Signed))
        from day in Gen.Choose(0, 4000)
        let sale = new SaleRecord(
            "k", new DateOnly(2014, 1, 1).AddDays(day), null, null, null, null, null, [.. lines.Take(20)],
            [.. taxes.Take(5).Select(amount => new NamedAmount("VAT", amount))], [.. tips.Take(5).Select(amount => new StaffAmount("ann", amount))], [], null)
        select sale with { Total = Sum(sale) + slip };

    private Shop _shop = null!;

    public async ValueTask InitializeAsync() => _shop = await Shop.OpenAsync();

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public void A_sale_is_taken_exactly_when_its_parts_sum_to_its_total() =>
        Prop.ForAll(Sales.ToArbitrary(), sale => (_shop.Check(sale)?.Code == "parts_do_not_sum") == (Sum(sale) != sale.Total) && (_shop.Check(sale) is null) == (Sum(sale) == sale.Total))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_parts_are_never_below_zero_and_discounts_never_above_what_they_lower() =>
        Prop.ForAll(Sales.ToArbitrary(), sale =>
        {
            var parts = SaleParts.Of(sale);
            return parts.ServiceSales >= parts.ServiceDiscounts && parts.ProductSales >= parts.ProductDiscounts && parts.ServiceRefunds >= 0 && parts.ProductRefunds >= 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Stored_totals_equal_the_sums_of_their_lines_and_a_second_writing_changes_nothing()
    {
        List<SaleRecord> sales = [.. Sales.Sample(400).Where(sale => Sum(sale) == sale.Total).Select((sale, i) => sale with { Key = $"k{i}" })];

        (await _shop.WriteAsync(sales)).ShouldAllBe(outcome => outcome.State == WriteState.Created);
        (await _shop.WriteAsync(sales)).ShouldAllBe(outcome => outcome.State == WriteState.Unchanged);

        (await _shop.ReadAsync<long>(
            """
            select count(*) from records.sale s
            where total - tax - tips <> (select sum(case when l.is_refund then -l.amount else l.amount - l.discount end) from records.sale_line l where l.sale_id = s.id)
               or tax <> (select coalesce(sum((t ->> 'amount')::numeric), 0) from jsonb_array_elements(s.taxes) t)
               or tips <> (select coalesce(sum((t ->> 'amount')::numeric), 0) from jsonb_array_elements(s.tips_by_staff) t)
            """)).ShouldBe(0);
        (await _shop.ReadAsync<decimal>("select sum(total) from records.sale")).ShouldBe(sales.Sum(sale => sale.Total!.Value));
    }

    [Fact]
    public async Task Writing_one_content_then_another_then_the_first_leaves_the_first()
    {
        const string Content = "select md5(string_agg(t::text, '|' order by t::text)) from (select to_jsonb(s) - 'version' as t from records.sale s union all select to_jsonb(l) from records.sale_line l) rows";
        List<SaleRecord> first = [.. Sales.Sample(60).Select((sale, i) => sale with { Key = $"k{i}", Total = null })];
        List<SaleRecord> second = [.. Sales.Sample(60).Select((sale, i) => sale with { Key = $"k{i}", Total = null })];

        await _shop.WriteAsync(first);
        var before = await _shop.ReadAsync<string>(Content);
        await _shop.WriteAsync(second);
        await _shop.WriteAsync(first);

        (await _shop.ReadAsync<string>(Content)).ShouldBe(before);
    }

    /// <summary>The rule said again in the plainest way.</summary>
    private static decimal Sum(SaleRecord sale) =>
        sale.Lines.Sum(line => line.IsRefund ? -line.Amount : line.Amount - line.Discounts.Sum(discount => discount.Amount)) + sale.Taxes.Sum(tax => tax.Amount) + sale.Tips.Sum(tip => tip.Amount);
}

using BookedBarber.Records.Contracts;

namespace BookedBarber.Records.Tests;

/// <summary>What a sale must be, rule by rule, as <see cref="IRecordWriter.Check"/> tells it.</summary>
public sealed class SaleRuleTests : IAsyncLifetime
{
    private Shop _shop = null!;

    public async ValueTask InitializeAsync() => _shop = await Shop.OpenAsync();

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    public static TheoryData<string, SaleRecord> Wrong() => new()
    {
        { "required", A.Sale(key: " ") },
        { "too_long", A.Sale(key: new string('x', 201)) },
        { "invalid_text", A.Sale(key: "a\0b") },
        { "invalid_text", A.Sale(key: "a\ud800b") },
        { "required", A.Sale() with { Lines = [] } },
        { "required", A.Sale() with { OccurredAt = null } },
        { "impossible_date", A.Sale() with { OccurredAt = null, BusinessDay = new DateOnly(1889, 1, 1) } },
        { "impossible_date", A.Sale() with { OccurredAt = DateTimeOffset.MaxValue } },
        { "future_day", A.Sale() with { OccurredAt = A.Noon.AddDays(2) } },
        { "day_mismatch", A.Sale() with { BusinessDay = new DateOnly(2026, 2, 20) } },
        { "unknown_currency", A.Sale() with { Currency = "QQQ" } },
        { "currency_mismatch", A.Sale() with { Currency = "EUR" } },
        { "negative", A.Plain(A.Line(SaleLineKind.Service, -1)) },
        { "too_many_digits", A.Plain(A.Line(SaleLineKind.Service, 1.005m)) },
        { "out_of_range", A.Plain(A.Line(SaleLineKind.Service, decimal.MaxValue)) },
        { "out_of_range", A.Plain(A.Line(SaleLineKind.Service, 1) with { Quantity = 0 }) },
        { "unknown_kind", A.Plain(A.Line((SaleLineKind)99, 1)) },
        { "discount_exceeds_amount", A.Plain(A.Line(SaleLineKind.Service, 5, null, new Discount("promotion", 6))) },
        { "discount_on_refund", A.Plain(A.Line(SaleLineKind.Service, 5, null, new Discount("promotion", 1)) with { IsRefund = true }) },
        { "unknown_discount_type", A.Plain(A.Line(SaleLineKind.Service, 5, null, new Discount("whim", 1))) },
        { "unknown_payment_method", A.Sale() with { Payments = [new Payment("shells", 63.78m)] } },
        { "parts_do_not_sum", A.Sale() with { Total = 63.79m } },
        { "payments_do_not_sum", A.Sale() with { Payments = [new Payment("card", 63m)] } },
        { "out_of_range", A.Sale() with { Total = decimal.MaxValue } },
        { "out_of_range", A.Sale() with { Tips = [new StaffAmount(null, decimal.MinValue)] } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_sale_that_breaks_a_rule_is_refused_with_its_code(string code, SaleRecord sale) => _shop.Check(sale)?.Code.ShouldBe(code);

    [Fact]
    public void A_good_sale_has_no_problem() => _shop.Check(A.Sale()).ShouldBeNull();

    [Fact]
    public void The_sentence_tells_the_difference() =>
        _shop.Check(A.Sale() with { Total = 63.79m })!.Detail.ShouldContain("The parts come to 63.78 USD, the total says 63.79 USD: a difference of 0.01 USD");

    [Fact]
    public void Every_wrong_field_is_named()
    {
        var sale = A.Sale() with { Currency = "QQQ", Lines = [A.Line(SaleLineKind.Service, -1), A.Line(SaleLineKind.Fee, 1.001m)] };

        _shop.Check(sale)!.Fields!.Select(field => field.Field).ShouldBe(["currency", "lines[0].amount", "lines[1].amount"]);
    }

    [Theory]
    [InlineData("JPY", "100", true)]
    [InlineData("JPY", "100.5", false)]
    [InlineData("KWD", "1.125", true)]
    [InlineData("USD", "1.125", false)]
    [InlineData("USD", "1.1000", true)]
    public void Amounts_are_in_whole_minor_units_of_the_currency(string currency, string amount, bool isFine)
    {
        var location = Shop.Location(_shop.Network, currency: currency);

        var problem = _shop.Check(A.Plain(A.Line(SaleLineKind.Service, decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture))), location);

        (problem is null).ShouldBe(isFine);
    }

    [Fact]
    public void A_refund_lowers_the_total_and_is_no_visit_by_itself()
    {
        var parts = Domain.SaleParts.Of(A.Plain(A.Line(SaleLineKind.Product, 20) with { IsRefund = true }));

        (parts.Total, parts.ProductRefunds, parts.NetSales, parts.IsVisit).ShouldBe((-20, 20, -20, false));
    }
}

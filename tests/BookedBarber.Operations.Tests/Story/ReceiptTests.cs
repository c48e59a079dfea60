using BookedBarber.Operations.Demo;
using BookedBarber.Records.Contracts;
using FsCheck;
using FsCheck.Fluent;

namespace BookedBarber.Operations.Tests.Story;

public sealed class ReceiptTests
{
    [Fact]
    public void Every_receipt_of_every_seed_sums_to_the_cent()
    {
        var seeds = ArbMap.Default.ArbFor<int>();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(30), Prop.ForAll(seeds, seed =>
        {
            var shop = ShopLife.Tell(NetworkPlan.Make(new DemoSize(1, 45, seed, Shops.Today)).Shops[0], Shops.Today);
            foreach (var sale in Shops.Everything(shop).Sales)
            {
                IsExact(sale);
            }
        }));
    }

    [Fact]
    public void Tax_is_rounded_by_line_and_half_away_from_zero()
    {
        SalesTax.On(12.50m, 0.0825m).ShouldBe(1.03m);
        SalesTax.On(10.00m, 0.06625m).ShouldBe(0.66m);
        SalesTax.On(20.00m, 0.07625m).ShouldBe(1.53m);
    }

    [Fact]
    public void Everything_a_sale_can_hold_occurs()
    {
        var sales = Shops.Network.SelectMany(shop => Shops.Everything(shop).Sales).ToList();
        var lines = sales.SelectMany(sale => sale.Lines).ToList();

        lines.Select(line => line.Kind).Distinct().Count().ShouldBe(Enum.GetValues<SaleLineKind>().Length);
        lines.SelectMany(line => line.Discounts).Select(discount => discount.Type).Distinct().ShouldBe(["promotion", "loyalty", "employee", "complimentary", "membership"], ignoreOrder: true);
        sales.SelectMany(sale => sale.Payments).Select(payment => payment.Method).Distinct().ShouldBe(["card", "cash", "gift_card"], ignoreOrder: true);
        sales.ShouldContain(sale => sale.Total < 0 && sale.Lines.All(line => line.IsRefund));
        sales.ShouldContain(sale => sale.Taxes.Count == 1);
        sales.ShouldContain(sale => sale.ClientKey == null);
    }

    private static void IsExact(SaleRecord sale)
    {
        var parts = sale.Lines.Sum(line => line.IsRefund ? -line.Amount : line.Amount - line.Discounts.Sum(discount => discount.Amount))
            + sale.Taxes.Sum(tax => tax.Amount) + sale.Tips.Sum(tip => tip.Amount);
        sale.Total.ShouldBe(parts, sale.Key);
        (sale.Payments.Count == 0 ? sale.Total : sale.Payments.Sum(payment => payment.Amount)).ShouldBe(sale.Total, sale.Key);
        foreach (var line in sale.Lines)
        {
            decimal.Round(line.Amount, 2).ShouldBe(line.Amount);
            line.Discounts.Sum(discount => discount.Amount).ShouldBeInRange(0, line.Amount);
        }
    }
}

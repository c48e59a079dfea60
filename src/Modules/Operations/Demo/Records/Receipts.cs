using System.Globalization;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Operations.Demo;

/// <summary>Writes the receipt of a visit: lines, discounts, tax, tips and payments, exact to the cent. The same visit always gives the same receipt.</summary>
internal sealed class Receipts(ShopHistory history)
{
    private const decimal NoShowFee = 15m;
    private const decimal LateNightCharge = 5m;

    private static readonly double[] TipHabits = [0, 0.15, 0.18, 0.2, 0.25];
    private static readonly double[] TipHabitWeights = [14, 18, 24, 32, 12];

    private readonly ShopPlan _shop = history.Shop;
    private readonly SalesTax _tax = SalesTax.Of(history.Shop.City.State);

    public SaleRecord Sale(Visit visit)
    {
        var random = new RandomStream(visit.Seed);
        var lines = Lines(visit, random);
        var (taxes, tax) = Taxes(lines);
        var net = lines.Sum(line => line.Amount - line.Discounts.Sum(discount => discount.Amount));
        var tips = Tips(visit, lines, random, out var paysCash);
        var total = net + tax + tips.Sum(tip => tip.Amount);
        return Record(visit, visit.SaleKey!, visit.Day, visit.SoldAt, Number(visit.Receipt), lines, taxes, tips, Payments(visit, total, paysCash), total);
    }

    /// <summary>What is given back days later: a product, or else half of the service's price.</summary>
    public SaleRecord Refund(Visit visit)
    {
        var sold = Lines(visit, new RandomStream(visit.Seed));
        var line = sold.FirstOrDefault(sold => sold.Kind == SaleLineKind.Product) ?? sold[0];
        var paid = line.Amount - line.Discounts.Sum(discount => discount.Amount);
        var back = line.Kind == SaleLineKind.Product ? paid : decimal.Round(paid / 2, 2, MidpointRounding.AwayFromZero);
        SaleLine[] lines = [line with { Amount = back, Discounts = [], IsRefund = true }];
        var tax = -SalesTax.On(back, RateOf(line.Kind));
        var total = tax - back;
        var day = history.Clock.DayOf(visit.RefundedAt);
        return Record(visit, visit.SaleKey + "R", day, visit.RefundedAt, Number(visit.Receipt) + "R", lines, tax == 0 ? [] : [new NamedAmount(_tax.Name, tax)], [], total == 0 ? [] : [new Payment("card", total)], total);
    }

    private SaleRecord Record(Visit visit, string key, DateOnly day, long at, string receipt, IReadOnlyList<SaleLine> lines, IReadOnlyList<NamedAmount> taxes, IReadOnlyList<StaffAmount> tips, IReadOnlyList<Payment> payments, decimal total) =>
        new(key, day, DateTimeOffset.FromUnixTimeSeconds(at), receipt, visit.Client < 0 ? null : history.Clients[visit.Client].Key, ClientName: null, Currency: "USD", lines, taxes, tips, payments, total);

    private List<SaleLine> Lines(Visit visit, RandomStream random)
    {
        var staff = history.Barbers[visit.Barber].Key;
        var lines = new List<SaleLine>(3);
        if (visit.Fate == Fate.NoShow)
        {
            lines.Add(new SaleLine(SaleLineKind.Fee, "No-show fee", null, null, 1, NoShowFee, NoShowFee, []));
            return lines;
        }

        if (visit.Service >= 0)
        {
            lines.Add(Service(visit, visit.Service, staff, random));
        }

        if (visit.AddOn >= 0)
        {
            lines.Add(Service(visit, visit.AddOn, staff, random));
        }

        AddProducts(visit, staff, random, lines);
        if (visit.GiftCardSold > 0)
        {
            lines.Add(new SaleLine(SaleLineKind.GiftCard, "Gift card", null, null, 1, visit.GiftCardSold, visit.GiftCardSold, []));
        }

        if (visit.PaysMembership)
        {
            lines.Add(new SaleLine(SaleLineKind.Membership, "Monthly membership", null, null, 1, Menu.MonthlyMembership, Menu.MonthlyMembership, []));
        }

        if (_shop.NeverCloses && visit is { Service: >= 0, Start: < 360 or >= 1320 })
        {
            lines.Add(new SaleLine(SaleLineKind.ServiceCharge, "Late-night charge", null, null, 1, LateNightCharge, LateNightCharge, []));
        }

        return lines;
    }

    private SaleLine Service(Visit visit, int service, string staff, RandomStream random)
    {
        var item = Menu.Services[service];
        var price = _shop.PriceOf(item.Price, visit.Day);
        return new SaleLine(SaleLineKind.Service, item.Name, item.Key, staff, 1, price, price, ServiceDiscounts(visit, service, price, random));
    }

    private IReadOnlyList<Discount> ServiceDiscounts(Visit visit, int service, decimal price, RandomStream random)
    {
        var point = random.Unit();
        if (point < 0.004)
        {
            return [new Discount("complimentary", price)];
        }

        if (point < 0.007)
        {
            return [Share("employee", price, 0.3m)];
        }

        if (visit.Client >= 0 && history.Clients[visit.Client].IsMember && visit.Nth > 2)
        {
            return [Share("membership", price, 0.15m)];
        }

        if (visit.Nth > 0 && visit.Nth % 10 == 0)
        {
            return [Share("loyalty", price, 0.25m)];
        }

        var campaign = visit.Day switch
        {
            { Month: 8, Day: >= 8 } when service == Menu.Kids => 0.2m, // back to school
            { Month: 1, Day: >= 8, DayOfWeek: >= DayOfWeek.Monday and <= DayOfWeek.Thursday } => 0.15m, // the quiet weeks
            _ => 0m,
        };
        return campaign > 0 && point < 0.5 ? [Share("promotion", price, campaign)] : [];
    }

    private void AddProducts(Visit visit, string staff, RandomStream random, List<SaleLine> lines)
    {
        var wanted = visit.Origin == Origin.ShelfOnly ? 1 : 0;
        var attach = 0.11 * history.Barbers[visit.Barber].Tips + (visit.Day is { Month: 12, Day: < 25 } ? 0.07 : 0);
        wanted += random.Chance(visit.RefundedAt > 0 ? 0.75 : attach) ? 1 : 0;
        for (var count = 0; count < wanted; count++)
        {
            var item = Menu.Products[random.Weighted(Menu.ProductWeights)];
            var quantity = random.Chance(0.06) ? 2 : 1;
            var price = item.Price + (visit.Day.Year > _shop.FirstDay.Year + 1 ? 1m : 0m);
            var amount = price * quantity;
            var promoted = visit.Day is { Month: 12, Day: < 25 } && random.Chance(0.35);
            lines.Add(new SaleLine(SaleLineKind.Product, item.Name, item.Key, staff, quantity, price, amount, promoted ? [Share("promotion", amount, 0.15m)] : []));
        }
    }

    private (IReadOnlyList<NamedAmount> Taxes, decimal Sum) Taxes(List<SaleLine> lines)
    {
        var sum = 0m;
        foreach (var line in lines)
        {
            sum += SalesTax.On(line.Amount - line.Discounts.Sum(discount => discount.Amount), RateOf(line.Kind));
        }

        return sum == 0 ? ([], 0m) : ([new NamedAmount(_tax.Name, sum)], sum);
    }

    private decimal RateOf(SaleLineKind kind) => kind switch
    {
        SaleLineKind.Product => _tax.Products,
        SaleLineKind.Service or SaleLineKind.ServiceCharge => _tax.Services,
        _ => 0m,
    };

    private IReadOnlyList<StaffAmount> Tips(Visit visit, List<SaleLine> lines, RandomStream random, out bool paysCash)
    {
        paysCash = random.Chance(0.2);
        if (visit.Service < 0 || visit.Fate != Fate.Kept)
        {
            return [];
        }

        var habits = visit.Client < 0 ? random : RandomStream.For(history.Clients[visit.Client].Seed, 3);
        var share = TipHabits[habits.Weighted(TipHabitWeights)] * history.Barbers[visit.Barber].Tips;
        var worth = (double)lines.Where(line => line.Kind == SaleLineKind.Service).Sum(line => line.Amount);
        var tip = paysCash
            ? random.Chance(0.5) ? 0m : decimal.Round((decimal)(worth * share), 0, MidpointRounding.AwayFromZero) // half of the cash never sees the till
            : decimal.Round((decimal)(worth * share), 2, MidpointRounding.AwayFromZero);
        return tip == 0 ? [] : [new StaffAmount(history.Barbers[visit.Barber].Key, tip)];
    }

    private static List<Payment> Payments(Visit visit, decimal total, bool paysCash)
    {
        var byCard = Math.Min(visit.GiftCardUsed, total);
        var rest = total - byCard;
        var payments = new List<Payment>(2);
        if (byCard > 0)
        {
            payments.Add(new Payment("gift_card", byCard));
        }

        if (rest > 0)
        {
            payments.Add(new Payment(paysCash ? "cash" : "card", rest));
        }

        return payments;
    }

    private static Discount Share(string type, decimal of, decimal share) => new(type, decimal.Round(of * share, 2, MidpointRounding.AwayFromZero));

    private static string Number(int receipt) => receipt.ToString("D6", CultureInfo.InvariantCulture);
}

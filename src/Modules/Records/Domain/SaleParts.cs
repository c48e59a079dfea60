using BookedBarber.Records.Contracts;

namespace BookedBarber.Records.Domain;

/// <summary>The amounts of a sale, each apart; they add up to the total by construction (PAY-02, DEF-01).</summary>
internal sealed record SaleParts
{
    public decimal ServiceSales { get; private set; }

    public decimal ProductSales { get; private set; }

    public decimal ServiceDiscounts { get; private set; }

    public decimal ProductDiscounts { get; private set; }

    public decimal ServiceRefunds { get; private set; }

    public decimal ProductRefunds { get; private set; }

    /// <summary>Gift cards sold less taken back; below zero on a refund.</summary>
    public decimal GiftCardSales { get; private set; }

    public decimal MembershipSales { get; private set; }

    public decimal ServiceCharges { get; private set; }

    public decimal Fees { get; private set; }

    public decimal Tax { get; private set; }

    public decimal Tips { get; private set; }

    /// <summary>What was paid by gift card: part of the payments, not of the total.</summary>
    public decimal GiftCardRedemptions { get; private set; }

    public decimal Paid { get; private set; }

    /// <summary>Holds a service or product that was not taken back (DEF-02).</summary>
    public bool IsVisit { get; private set; }

    public decimal NetSales => ServiceSales + ProductSales - ServiceDiscounts - ProductDiscounts - ServiceRefunds - ProductRefunds;

    public decimal Total => NetSales + GiftCardSales + MembershipSales + ServiceCharges + Fees + Tax + Tips;

    /// <summary>Adds up a sale whose single amounts are within <see cref="Limits"/>.</summary>
    public static SaleParts Of(SaleRecord sale)
    {
        var parts = new SaleParts();
        foreach (var line in sale.Lines)
        {
            parts.Add(line);
        }

        foreach (var tax in sale.Taxes)
        {
            parts.Tax += tax.Amount;
        }

        foreach (var tip in sale.Tips)
        {
            parts.Tips += tip.Amount;
        }

        foreach (var payment in sale.Payments)
        {
            parts.Paid += payment.Amount;
            parts.GiftCardRedemptions += payment.Method == Words.GiftCard ? payment.Amount : 0;
        }

        return parts;
    }

    public static decimal DiscountOf(SaleLine line)
    {
        var sum = 0m;
        foreach (var discount in line.Discounts)
        {
            sum += discount.Amount;
        }

        return sum;
    }

    private void Add(SaleLine line)
    {
        var discount = DiscountOf(line);
        var net = line.IsRefund ? -line.Amount : line.Amount - discount;
        switch (line.Kind)
        {
            case SaleLineKind.Service when line.IsRefund:
                ServiceRefunds += line.Amount;
                break;
            case SaleLineKind.Service:
                ServiceSales += line.Amount;
                ServiceDiscounts += discount;
                IsVisit = true;
                break;
            case SaleLineKind.Product when line.IsRefund:
                ProductRefunds += line.Amount;
                break;
            case SaleLineKind.Product:
                ProductSales += line.Amount;
                ProductDiscounts += discount;
                IsVisit = true;
                break;
            case SaleLineKind.GiftCard:
                GiftCardSales += net;
                break;
            case SaleLineKind.Membership:
                MembershipSales += net;
                break;
            case SaleLineKind.ServiceCharge:
                ServiceCharges += net;
                break;
            case SaleLineKind.Fee:
                Fees += net;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(line), line.Kind, "Not a kind of sale line.");
        }
    }
}

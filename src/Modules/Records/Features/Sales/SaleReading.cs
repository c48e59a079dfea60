using System.Globalization;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Domain;
using BookedBarber.Shared;

namespace BookedBarber.Records.Features.Sales;

/// <summary>Turns a body into a sale. Only what cannot be said as a <see cref="SaleRecord"/> is refused here; the rest the record's own rules judge.</summary>
internal static class SaleReading
{
    public static Result<SaleRecord> Read(SaleBody body, string key, DateTimeOffset now)
    {
        Faults faults = default;
        var arrival = body.OccurredAt is null && body.BusinessDay is null;
        if (body.Total is null)
        {
            faults.Add("total", "required", "'total' is missing.");
        }

        if (body is { ClientId: not null, Client: not null })
        {
            faults.Add("client", "ambiguous", "Give 'clientId' or 'client', not both.");
        }
        else if (body.Client is { Key: null })
        {
            faults.Add("client.key", "required", "'client.key' is missing.");
        }

        var sale = new SaleRecord(
            key,
            body.BusinessDay,
            arrival ? new DateTimeOffset(now.UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero) : body.OccurredAt,
            body.Receipt,
            body.Client?.Key,
            body.Client?.Name,
            body.Currency,
            List(ref faults, body.Lines, "lines", Line),
            List(ref faults, body.Taxes, "taxes", static (ref Faults faults, TaxBody tax, string at) => new NamedAmount(tax.Name ?? string.Empty, Amount(ref faults, tax.Amount, at))),
            List(ref faults, body.Tips, "tips", static (ref Faults faults, TipBody tip, string at) => new StaffAmount(tip.StaffKey, Amount(ref faults, tip.Amount, at))),
            List(ref faults, body.Payments, "payments", static (ref Faults faults, PaymentBody paid, string at) => new Payment(paid.Method ?? string.Empty, Amount(ref faults, paid.Amount, at))),
            body.Total,
            body.ClientId,
            arrival);
        return faults.Any ? Problem.Invalid(faults.ToProblem()!.Fields!) : sale;
    }

    private delegate TOut Reading<in TIn, out TOut>(ref Faults faults, TIn item, string at);

    private static SaleLine Line(ref Faults faults, LineBody line, string at)
    {
        var kind = Words.KindOf(line.Kind);
        if (kind is null)
        {
            faults.Add(at + ".kind", "unknown_kind", $"'{at}.kind' must be one of {Words.KindList}.");
        }

        var discounts = List(
            ref faults,
            line.Discounts,
            at + ".discounts",
            static (ref Faults faults, DiscountBody discount, string at) => new Discount(discount.Type ?? string.Empty, Amount(ref faults, discount.Amount, at)));
        return new SaleLine(
            kind ?? SaleLineKind.Service, line.Name ?? string.Empty, line.ItemKey, line.StaffKey, line.Quantity ?? 1, line.UnitPrice, Amount(ref faults, line.Amount, at), discounts, line.IsRefund);
    }

    private static decimal Amount(ref Faults faults, decimal? amount, string at)
    {
        if (amount is null)
        {
            faults.Add(at + ".amount", "required", $"'{at}.amount' is missing.");
        }

        return amount ?? 0;
    }

    private static List<TOut> List<TIn, TOut>(ref Faults faults, IReadOnlyList<TIn?>? items, string name, Reading<TIn, TOut> read)
        where TIn : class
    {
        var list = new List<TOut>(items?.Count ?? 0);
        for (var i = 0; i < items?.Count && i <= Limits.Lines; i++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]");
            if (items[i] is { } item)
            {
                list.Add(read(ref faults, item, at));
            }
            else
            {
                faults.Add(at, "required", $"'{at}' is null.");
            }
        }

        return list;
    }
}

using System.Globalization;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Domain;

/// <summary>What makes a sale possible.</summary>
internal static class SaleCheck
{
    public static Problem? Check(Node location, SaleRecord sale, DateOnly today)
    {
        Faults faults = default;
        faults.RequiredText("key", sale.Key, Limits.Key);
        faults.OptionalText("receipt", sale.Receipt, Limits.Key);
        faults.OptionalText("client.key", sale.ClientKey, Limits.Key);
        faults.OptionalText("client.name", sale.ClientName, Limits.Name);
        var currency = faults.CurrencyOf(sale.Currency, location.Currency);
        Days(ref faults, location, sale, today);
        Lines(ref faults, sale, currency);
        Amounts(ref faults, sale, currency);
        return faults.ToProblem() ?? Sums(sale, currency);
    }

    public static DateOnly DayOf(Node location, SaleRecord sale) => sale.BusinessDay ?? location.DayAt(sale.OccurredAt!.Value);

    private static void Days(ref Faults faults, Node location, SaleRecord sale, DateOnly today)
    {
        if (sale.OccurredAt is { } instant)
        {
            if (instant.UtcDateTime.Year is < 1900 or > 2200)
            {
                faults.Add("occurredAt", "impossible_date", "'occurredAt' is not in this or a neighbouring century.");
                return;
            }

            var day = location.DayAt(instant);
            faults.Day("occurredAt", day, today.AddDays(1));

            // A shop that closes after midnight counts those sales into the day before.
            if (sale.BusinessDay is { } given && Math.Abs(given.DayNumber - day.DayNumber) > 1)
            {
                faults.Add("businessDay", "day_mismatch", string.Create(CultureInfo.InvariantCulture, $"'businessDay' is {given:yyyy-MM-dd}, but the sale occurred on {day:yyyy-MM-dd} in the location's zone."));
            }
        }
        else if (sale.BusinessDay is null)
        {
            faults.Add("occurredAt", "required", "Give 'occurredAt' or 'businessDay'.");
        }

        if (sale.BusinessDay is { } business)
        {
            faults.Day("businessDay", business, today.AddDays(1));
        }
    }

    private static void Lines(ref Faults faults, SaleRecord sale, Currency currency)
    {
        if (sale.Lines.Count is 0 or > Limits.Lines)
        {
            faults.Add("lines", sale.Lines.Count == 0 ? "required" : "too_many", "A sale has 1 to 500 lines.");
            return;
        }

        for (var i = 0; i < sale.Lines.Count; i++)
        {
            var line = sale.Lines[i];
            if (!IsPlain(line, currency))
            {
                Line(ref faults, line, currency, i);
            }
        }
    }

    /// <summary>The usual line, judged without making a single field name.</summary>
    private static bool IsPlain(SaleLine line, Currency currency)
    {
        Faults faults = default;
        faults.RequiredText("name", line.Name, Limits.Name);
        faults.OptionalText("itemKey", line.ItemKey, Limits.Key);
        faults.OptionalText("staffKey", line.StaffKey, Limits.Key);
        return !faults.Any && line.Kind.IsKnown() && line.Discounts.Count == 0 && line.Quantity == 1 && line.Amount is >= 0 and <= Limits.Amount && line.Amount.Scale <= currency.Digits
            && line.UnitPrice is null or (>= 0 and <= Limits.Amount and { Scale: <= 4 });
    }

    private static void Line(ref Faults faults, SaleLine line, Currency currency, int index)
    {
        var at = string.Create(CultureInfo.InvariantCulture, $"lines[{index}].");
        faults.RequiredText(at + "name", line.Name, Limits.Name);
        faults.OptionalText(at + "itemKey", line.ItemKey, Limits.Key);
        faults.OptionalText(at + "staffKey", line.StaffKey, Limits.Key);
        faults.Number(at + "quantity", line.Quantity, 0.0001m, Limits.Quantity);
        faults.Money(at + "amount", line.Amount, currency, mayBeNegative: false);
        if (!line.Kind.IsKnown())
        {
            faults.Add(at + "kind", "unknown_kind", $"'{at}kind' must be one of {Words.KindList}.");
        }

        if (line.UnitPrice is { } price)
        {
            faults.Number(at + "unitPrice", price, 0, Limits.Amount);
        }

        if (line.Discounts.Count > Limits.Parts)
        {
            faults.Add(at + "discounts", "too_many", "A line has at most 100 discounts.");
            return;
        }

        if (line.IsRefund && line.Discounts.Count > 0)
        {
            faults.Add(at + "discounts", "discount_on_refund", "A refund line holds the net amount given back, without discounts.");
        }

        var before = faults.Any;
        for (var i = 0; i < line.Discounts.Count; i++)
        {
            var discount = string.Create(CultureInfo.InvariantCulture, $"{at}discounts[{i}].");
            faults.Word(discount + "type", line.Discounts[i].Type, Words.DiscountTypes, "unknown_discount_type");
            faults.Money(discount + "amount", line.Discounts[i].Amount, currency, mayBeNegative: false);
        }

        if (before == faults.Any && !before && SaleParts.DiscountOf(line) > line.Amount)
        {
            faults.Add(at + "discounts", "discount_exceeds_amount", "The discounts of a line are together more than its amount.");
        }
    }

    private static void Amounts(ref Faults faults, SaleRecord sale, Currency currency)
    {
        if (sale.Taxes.Count > Limits.Parts || sale.Tips.Count > Limits.Parts || sale.Payments.Count > Limits.Parts)
        {
            faults.Add("payments", "too_many", "A sale has at most 100 taxes, 100 tips and 100 payments.");
            return;
        }

        for (var i = 0; i < sale.Taxes.Count; i++)
        {
            faults.RequiredText(At("taxes", i, "name"), sale.Taxes[i].Name, Limits.Name);
            faults.Money(At("taxes", i, "amount"), sale.Taxes[i].Amount, currency, mayBeNegative: true);
        }

        for (var i = 0; i < sale.Tips.Count; i++)
        {
            faults.OptionalText(At("tips", i, "staffKey"), sale.Tips[i].StaffKey, Limits.Key);
            faults.Money(At("tips", i, "amount"), sale.Tips[i].Amount, currency, mayBeNegative: true);
        }

        for (var i = 0; i < sale.Payments.Count; i++)
        {
            faults.Word(At("payments", i, "method"), sale.Payments[i].Method, Words.PaymentMethods, "unknown_payment_method");
            faults.Money(At("payments", i, "amount"), sale.Payments[i].Amount, currency, mayBeNegative: true);
        }

        if (sale.Total is { } total && Math.Abs(total) > Limits.Amount * Limits.Lines)
        {
            faults.Add("total", "out_of_range", "'total' is beyond what a sale can come to.");
        }

        static string At(string list, int index, string field) => string.Create(CultureInfo.InvariantCulture, $"{list}[{index}].{field}");
    }

    private static Problem? Sums(SaleRecord sale, Currency currency)
    {
        var parts = SaleParts.Of(sale);
        if (sale.Total is { } total && total != parts.Total)
        {
            return new Problem(
                "parts_do_not_sum",
                $"The parts come to {new Money(parts.Total, currency)}, the total says {new Money(total, currency)}: a difference of {Exact(total - parts.Total)} {currency.Code}. Nothing was saved; correct the lines or the total.",
                ProblemKind.Refused,
                [new FieldProblem("total", "parts_do_not_sum", $"Differs from the sum of the parts by {Exact(total - parts.Total)}.")]);
        }

        if (sale.Payments.Count > 0 && parts.Paid != parts.Total)
        {
            return new Problem(
                "payments_do_not_sum",
                $"The payments come to {new Money(parts.Paid, currency)}, the sale to {new Money(parts.Total, currency)}: a difference of {Exact(parts.Paid - parts.Total)} {currency.Code}. Nothing was saved; correct the payments.",
                ProblemKind.Refused,
                [new FieldProblem("payments", "payments_do_not_sum", $"Differ from the total by {Exact(parts.Paid - parts.Total)}.")]);
        }

        return null;
    }

    private static string Exact(decimal value) => value.ToString("0.00##########################", CultureInfo.InvariantCulture);
}

using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Domain.Business;

/// <summary>What makes an invoice possible.</summary>
internal static class InvoiceCheck
{
    public static Problem? Check(Node node, InvoiceRecord invoice, DateOnly today)
    {
        Faults faults = default;
        faults.RequiredText("key", invoice.Key, Limits.Key);
        faults.Word("type", invoice.Type, BusinessWords.InvoiceTypes, "unknown_type");
        faults.Word("status", invoice.Status, BusinessWords.InvoiceStatuses, "unknown_status");
        faults.OptionalText("number", invoice.Number, Limits.Key);
        faults.OptionalText("counterpartyKey", invoice.CounterpartyKey, Limits.Key);
        faults.OptionalText("counterpartyName", invoice.CounterpartyName, Limits.Name);
        faults.OptionalProse("memo", invoice.Memo, BusinessLimits.Line);
        faults.Day("issuedOn", invoice.IssuedOn, today.AddDays(Limits.DaysAhead));
        faults.OptionalDay("dueOn", invoice.DueOn, today.AddDays(BusinessLimits.DaysAhead));
        if (invoice.DueOn < invoice.IssuedOn)
        {
            faults.Add("dueOn", "impossible_date", "'dueOn' is before 'issuedOn'.");
        }

        var currency = faults.AnyCurrency(invoice.Currency, node.Currency);
        faults.Money("total", invoice.Total, currency, mayBeNegative: false);
        faults.Money("balance", invoice.Balance, currency, mayBeNegative: false);
        if (invoice.Balance > invoice.Total)
        {
            faults.Add("balance", "out_of_range", "'balance' is more than 'total'.");
        }

        Parts.Taxes(ref faults, invoice.Taxes, currency);
        Lines(ref faults, invoice.Lines, currency);
        return faults.ToProblem() ?? Sums(invoice, currency);
    }

    private static void Lines(ref Faults faults, IReadOnlyList<InvoiceLine> lines, Currency currency)
    {
        if (!faults.IsList("lines", lines, Limits.Lines))
        {
            return;
        }

        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            faults.OptionalProse(Parts.At("lines", i, "description"), line.Description, BusinessLimits.Line);
            faults.OptionalText(Parts.At("lines", i, "itemKey"), line.ItemKey, Limits.Key);
            faults.OptionalText(Parts.At("lines", i, "accountKey"), line.AccountKey, Limits.Key);
            faults.OptionalText(Parts.At("lines", i, "taxCode"), line.TaxCode, Limits.Key);
            faults.OptionalNumber(Parts.At("lines", i, "quantity"), line.Quantity, -Limits.Quantity, Limits.Quantity);
            faults.OptionalNumber(Parts.At("lines", i, "unitPrice"), line.UnitPrice, -Limits.Amount, Limits.Amount);
            faults.Money(Parts.At("lines", i, "amount"), line.Amount, currency, mayBeNegative: true);
            Parts.Tags(ref faults, "lines", i, line.Tags);
        }
    }

    private static Problem? Sums(InvoiceRecord invoice, Currency currency)
    {
        var parts = invoice.Lines.Sum(line => line.Amount) + invoice.Taxes.Sum(tax => tax.Amount);
        return invoice.Lines.Count == 0 || parts == invoice.Total
            ? null
            : new Problem(
                "parts_do_not_sum",
                $"Lines and taxes come to {new Money(parts, currency)}, the total says {new Money(invoice.Total, currency)}: a difference of {Parts.Exact(invoice.Total - parts)} {currency.Code}. Nothing was saved; correct the lines or the total.",
                ProblemKind.Refused,
                [new FieldProblem("total", "parts_do_not_sum", $"Differs from the sum of the parts by {Parts.Exact(invoice.Total - parts)}.")]);
    }
}

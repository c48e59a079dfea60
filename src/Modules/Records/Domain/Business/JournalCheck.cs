using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Domain.Business;

/// <summary>What makes a journal entry possible: above all, that it balances.</summary>
internal static class JournalCheck
{
    public static Problem? Check(Node node, JournalEntryRecord entry, DateOnly today)
    {
        Faults faults = default;
        faults.RequiredText("key", entry.Key, Limits.Key);
        faults.OptionalText("number", entry.Number, Limits.Key);
        faults.Word("status", entry.Status, BusinessWords.JournalStatuses, "unknown_status");
        faults.Day("postedOn", entry.PostedOn, today.AddDays(Limits.DaysAhead));
        faults.OptionalProse("memo", entry.Memo, BusinessLimits.Line);
        var currency = faults.AnyCurrency(entry.Currency, node.Currency);
        if (entry.Lines.Count < 2)
        {
            faults.Add("lines", "required", "A journal entry has at least two lines.");
        }
        else if (faults.IsList("lines", entry.Lines, Limits.Lines))
        {
            for (var i = 0; i < entry.Lines.Count; i++)
            {
                Line(ref faults, entry.Lines[i], i, currency);
            }
        }

        return faults.ToProblem() ?? Balance(entry, currency);
    }

    private static void Line(ref Faults faults, JournalLine line, int index, Currency currency)
    {
        faults.RequiredText(Parts.At("lines", index, "accountKey"), line.AccountKey, Limits.Key);
        faults.OptionalProse(Parts.At("lines", index, "description"), line.Description, BusinessLimits.Line);
        faults.Money(Parts.At("lines", index, "debit"), line.Debit, currency, mayBeNegative: false);
        faults.Money(Parts.At("lines", index, "credit"), line.Credit, currency, mayBeNegative: false);
        Parts.Tags(ref faults, "lines", index, line.Tags);
        if (line.Debit != 0 && line.Credit != 0)
        {
            faults.Add(Parts.At("lines", index, "credit"), "debit_and_credit", "A line either debits or credits; split it into two.");
        }
    }

    private static Problem? Balance(JournalEntryRecord entry, Currency currency)
    {
        var (debits, credits) = (entry.Lines.Sum(line => line.Debit), entry.Lines.Sum(line => line.Credit));
        return debits == credits
            ? null
            : new Problem(
                "journal_not_balanced",
                $"Debits come to {new Money(debits, currency)}, credits to {new Money(credits, currency)}: a difference of {Parts.Exact(debits - credits)} {currency.Code}. Nothing was saved; correct the lines.",
                ProblemKind.Refused,
                [new FieldProblem("lines", "journal_not_balanced", $"Debits less credits are {Parts.Exact(debits - credits)}.")]);
    }
}

using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Domain.Business;

/// <summary>What makes payments, accounts and tax codes possible.</summary>
internal static class AccountingCheck
{
    public static Problem? Check(Node node, InvoicePaymentRecord payment, DateOnly today)
    {
        Faults faults = default;
        faults.RequiredText("key", payment.Key, Limits.Key);
        faults.OptionalText("invoiceKey", payment.InvoiceKey, Limits.Key);
        faults.Day("paidOn", payment.PaidOn, today.AddDays(Limits.DaysAhead));
        faults.Word("method", payment.Method, BusinessWords.PaymentMethods, "unknown_payment_method");
        faults.OptionalText("counterpartyKey", payment.CounterpartyKey, Limits.Key);
        faults.OptionalText("reference", payment.Reference, Limits.Name);
        var currency = faults.AnyCurrency(payment.Currency, node.Currency);
        faults.Money("amount", payment.Amount, currency, mayBeNegative: true);
        faults.OptionalMoney("fee", payment.Fee, currency, mayBeNegative: true);
        if (payment.Amount == 0)
        {
            faults.Add("amount", "out_of_range", "'amount' is zero: nothing was paid.");
        }

        return faults.ToProblem();
    }

    public static Problem? Check(Node node, LedgerAccountRecord account)
    {
        Faults faults = default;
        faults.RequiredText("key", account.Key, Limits.Key);
        faults.OptionalText("code", account.Code, Limits.Key);
        faults.RequiredText("name", account.Name, Limits.Name);
        faults.Word("type", account.Type, BusinessWords.AccountTypes, "unknown_type");
        faults.OptionalText("subtype", account.Subtype, Limits.Name);
        faults.OptionalText("taxCode", account.TaxCode, Limits.Key);
        faults.OptionalMoney("balance", account.Balance, faults.AnyCurrency(account.Currency, node.Currency), mayBeNegative: true);
        return faults.ToProblem();
    }

    public static Problem? Check(TaxCodeRecord code)
    {
        Faults faults = default;
        faults.RequiredText("key", code.Key, Limits.Key);
        faults.RequiredText("name", code.Name, Limits.Name);
        faults.OptionalNumber("rate", code.Rate, 0, 100);
        return faults.ToProblem();
    }
}

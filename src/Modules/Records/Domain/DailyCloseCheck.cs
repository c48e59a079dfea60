using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Domain;

/// <summary>What makes a daily close possible. A million of them pass here at once, so the good case makes no garbage.</summary>
internal static class DailyCloseCheck
{
    public static Problem? Check(Node location, DailyCloseRecord close, DateOnly today)
    {
        Faults faults = default;
        var currency = faults.CurrencyOf(close.Currency, location.Currency);
        faults.Day("businessDay", close.BusinessDay, today.AddDays(1));
        if (close is { NetSales: null, Tax: null, Tips: null, Visits: null, Transactions: null })
        {
            faults.Add("netSales", "required", "The day has no figure at all; give net sales, visits or another.");
        }

        if (close.NetSales is { } net)
        {
            faults.Money("netSales", net, currency, mayBeNegative: true);
        }

        if (close.Tax is { } tax)
        {
            faults.Money("tax", tax, currency, mayBeNegative: true);
        }

        if (close.Tips is { } tips)
        {
            faults.Money("tips", tips, currency, mayBeNegative: true);
        }

        if (close.Visits is { } visits)
        {
            faults.Count("visits", visits, 0, Limits.Count);
        }

        if (close.Transactions is { } transactions)
        {
            faults.Count("transactions", transactions, 0, Limits.Count);
        }

        return faults.ToProblem();
    }
}

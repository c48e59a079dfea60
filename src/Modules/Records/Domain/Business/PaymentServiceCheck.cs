using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Domain.Business;

/// <summary>What makes payouts and disputes possible.</summary>
internal static class PaymentServiceCheck
{
    public static Problem? Check(Node node, PayoutRecord payout, DateOnly today)
    {
        Faults faults = default;
        faults.RequiredText("key", payout.Key, Limits.Key);
        faults.Word("status", payout.Status, BusinessWords.PayoutStatuses, "unknown_status");
        var currency = faults.AnyCurrency(payout.Currency, node.Currency);
        faults.Money("amount", payout.Amount, currency, mayBeNegative: true);
        faults.OptionalMoney("fee", payout.Fee, currency, mayBeNegative: true);
        faults.Instant("createdAt", payout.CreatedAt, node, today.AddDays(1));
        faults.OptionalDay("arrivesOn", payout.ArrivesOn, today.AddDays(366));
        faults.OptionalText("destination", payout.Destination, Limits.Name);
        faults.OptionalText("failureCode", payout.FailureCode, Limits.Name);
        return faults.ToProblem();
    }

    public static Problem? Check(Node node, DisputeRecord dispute, DateOnly today)
    {
        Faults faults = default;
        faults.RequiredText("key", dispute.Key, Limits.Key);
        faults.Word("status", dispute.Status, BusinessWords.DisputeStatuses, "unknown_status");
        faults.OptionalText("reason", dispute.Reason, Limits.Name);
        faults.OptionalText("paymentKey", dispute.PaymentKey, Limits.Key);
        faults.Money("amount", dispute.Amount, faults.AnyCurrency(dispute.Currency, node.Currency), mayBeNegative: false);
        faults.Instant("openedAt", dispute.OpenedAt, node, today.AddDays(1));
        faults.OptionalInstant("evidenceDueAt", dispute.EvidenceDueAt, node, today.AddDays(Limits.DaysAhead));
        faults.OptionalInstant("closedAt", dispute.ClosedAt, node, today.AddDays(1));
        return faults.ToProblem();
    }
}

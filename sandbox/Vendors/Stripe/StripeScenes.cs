using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;

namespace BookedBarber.Sandbox.Vendors.Stripe;

/// <summary>What can be made to happen in a connected account.</summary>
internal static class StripeScenes
{
    public static object Sale(Account account, Wishes wishes)
    {
        var (count, cents) = (wishes.Number("count", 1), wishes.NumberOrNull("cents"));
        wishes.Finish();
        if (count is < 1 or > 10_000 || cents < 1)
        {
            throw new SteeringFault("'count' is from 1 to 10000, 'cents' at least 1.");
        }

        return new
        {
            sales = Enumerable.Range(0, count).Select(_ =>
            {
                var wanted = StripeLedger.Draw(account);
                var (intent, charge) = StripeLedger.Charge(account, cents is { } amount ? wanted with { Amount = amount, ApplicationFee = amount * 6 / 100 } : wanted);
                return new { chargeId = charge.Id, paymentIntentId = intent.Id, totalCents = charge.Number("amount") };
            }).ToList(),
        };
    }

    public static object Refund(Account account, Wishes wishes)
    {
        var (id, cents) = (wishes.Text("charge"), wishes.NumberOrNull("cents"));
        wishes.Finish();
        var charge = (id is null ? account["charges"].Live.LastOrDefault(item => item.Number("amount_refunded") == 0) : account["charges"].Find(id)) ?? throw new SteeringFault($"There is no charge '{id}'.");
        return new { refundId = StripeLedger.Refund(account, charge, cents ?? charge.Number("amount"), "requested_by_customer", []).Id };
    }

    public static object Customer(Account account, Wishes wishes)
    {
        wishes.Finish();
        return new { customerId = StripeData.AddCustomer(account).Id };
    }

    public static object Dispute(Account account, Wishes wishes)
    {
        wishes.Finish();
        return new { disputeId = StripeLedger.Dispute(account, account["charges"].Live[^1]).Id };
    }

    public static object Payout(Account account, Wishes wishes)
    {
        wishes.Finish();
        return new { payoutId = StripeLedger.Payout(account).Id };
    }
}

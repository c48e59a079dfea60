using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.Stripe;

/// <summary>Turns changes into Stripe's events, which are kept for reading as well as sent.</summary>
internal static class StripeEvents
{
    public static void Tell(StripeVendor vendor, Account account, string collection, ChangeKind kind, StoredObject item)
    {
        if (TypeOf(collection, kind, item) is { } type)
        {
            Publish(vendor, account, type, item.Copy());
        }
    }

    public static void Publish(StripeVendor vendor, Account account, string type, JsonObject subject)
    {
        var id = StripeData.Id(account, "evt");
        var body = new JsonObject
        {
            ["id"] = id, ["object"] = "event", ["api_version"] = "2026-07-29.dahlia", ["created"] = account.Now.ToUnixTimeSeconds(), ["data"] = new JsonObject { ["object"] = subject }, ["livemode"] = false, ["pending_webhooks"] = 1,
            ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null }, ["type"] = type,
        };
        if (account.Id != StripeVendor.Platform)
        {
            body["account"] = account.Id;
        }

        account["events"].Add(id, body);
        vendor.Simulation.Webhooks.Publish(account.Id, type, subscription => Concerns(subscription, account) ? WebhookMessage.Json(id, account.Id, type, body) : null);
    }

    /// <summary>An endpoint gets either the events of the account that made it or those of the accounts connected to it (<c>connect=true</c>); a steered address gets all.</summary>
    private static bool Concerns(Subscription subscription, Account account) =>
        !subscription.Id.StartsWith("we_", StringComparison.Ordinal) || subscription.Extra.Flag("connect") == (account.Id != subscription.Extra.Text("owner"));

    private static string? TypeOf(string collection, ChangeKind kind, StoredObject item) => (collection, kind) switch
    {
        ("charges", ChangeKind.Added) => "charge.succeeded",
        ("charges", _) => item.Number("amount_refunded") > 0 ? "charge.refunded" : "charge.updated",
        ("payment_intents", ChangeKind.Added) => item.Text("status") == "succeeded" ? "payment_intent.succeeded" : "payment_intent.created",
        ("payment_intents", _) => item.Text("status") switch { "canceled" => "payment_intent.canceled", "succeeded" => "payment_intent.succeeded", _ => null },
        ("refunds", ChangeKind.Added) => "refund.created",
        ("refunds", _) => "refund.updated",
        ("payouts", ChangeKind.Added) => "payout.created",
        ("payouts", _) => item.Text("status") switch { "paid" => "payout.paid", "failed" => "payout.failed", "canceled" => "payout.canceled", _ => "payout.updated" },
        ("transfers", ChangeKind.Added) => "transfer.created",
        ("transfers", _) => item.Number("amount_reversed") > 0 ? "transfer.reversed" : "transfer.updated",
        ("disputes", ChangeKind.Added) => "charge.dispute.created",
        ("disputes", _) => "charge.dispute.updated",
        ("customers", ChangeKind.Added) => "customer.created",
        ("customers", ChangeKind.Changed) => "customer.updated",
        ("customers", ChangeKind.Deleted) => "customer.deleted",
        ("accounts", ChangeKind.Changed) => "account.updated",
        ("application_fees", ChangeKind.Added) => "application_fee.created",
        _ => null,
    };
}

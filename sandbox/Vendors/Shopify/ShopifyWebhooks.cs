using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.Shopify;

/// <summary>Webhook subscriptions of a shop.</summary>
internal static class ShopifyWebhooks
{
    public static IEnumerable<Subscription> Own(ShopifyVendor vendor, Account account) => vendor.Simulation.Webhooks.Subscriptions.Where(item => item.AccountId == account.Id);

    public static JsonObject Body(Subscription subscription) => new()
    {
        ["id"] = subscription.Id, ["legacyResourceId"] = ShopifyData.Legacy(subscription.Id), ["topic"] = subscription.Extra.Text("topic"), ["format"] = "JSON", ["createdAt"] = subscription.Extra.Text("createdAt"), ["updatedAt"] = subscription.Extra.Text("createdAt"), ["callbackUrl"] = subscription.Url, ["uri"] = subscription.Url,
        ["apiVersion"] = new JsonObject { ["handle"] = "2026-07" },
    };

    public static JsonObject Create(ShopifyVendor vendor, Call call, JsonObject given)
    {
        var url = given.Text("webhookSubscription.uri") ?? given.Text("webhookSubscription.callbackUrl");
        var topic = given.Text("topic");
        if (topic is null || !Uri.TryCreate(url, UriKind.Absolute, out _))
        {
            return ShopifyMutations.Payload("webhookSubscription", null, ("webhookSubscription.callbackUrl", "Address is invalid"));
        }

        if (Own(vendor, call.Account).Any(item => item.Url == url && item.Extra.Text("topic") == topic))
        {
            return ShopifyMutations.Payload("webhookSubscription", null, ("webhookSubscription.callbackUrl", "Address for this topic has already been taken"));
        }

        var extra = new JsonObject { ["topic"] = topic, ["createdAt"] = call.Now.IsoSeconds() };
        var subscription = new Subscription(ShopifyData.Gid(call.Account, "WebhookSubscription"), url!, vendor.WebhookSecret, [Header(topic)], call.Account.Id, extra);
        return ShopifyMutations.Payload("webhookSubscription", Body(vendor.Simulation.Webhooks.Subscribe(subscription)));
    }

    public static JsonObject Delete(ShopifyVendor vendor, JsonObject given) => vendor.Simulation.Webhooks.Unsubscribe(given.Text("id") ?? "")
        ? ShopifyMutations.Payload("deletedWebhookSubscriptionId", given.Text("id"))
        : ShopifyMutations.Payload("deletedWebhookSubscriptionId", null, ("id", "Webhook subscription does not exist"));

    /// <summary><c>ORDERS_UPDATED</c> is <c>orders/updated</c> in the header; the subject itself may contain underscores.</summary>
    private static string Header(string topic)
    {
        var last = topic.LastIndexOf('_');
        return $"{topic[..last]}/{topic[(last + 1)..]}".ToLowerInvariant();
    }
}

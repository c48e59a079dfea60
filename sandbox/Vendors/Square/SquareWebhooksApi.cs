using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.Square;

/// <summary>Webhook subscriptions of the application: one covers every merchant that is connected.</summary>
internal static class SquareWebhooksApi
{
    private static readonly string[] Types =
    [
        "booking.created", "booking.updated", "catalog.version.updated", "customer.created", "customer.deleted", "customer.updated", "inventory.count.updated", "labor.timecard.created", "labor.timecard.deleted",
        "labor.timecard.updated", "location.created", "location.updated", "oauth.authorization.revoked", "order.created", "order.updated", "payment.created", "payment.updated", "refund.created", "refund.updated",
        "team_member.created", "team_member.updated",
    ];

    public static void Map(Api api, SquareVendor vendor)
    {
        api.Get("/v2/webhooks/event-types", _ => Answer.Ok(new { event_types = Types }));
        api.Get("/v2/webhooks/subscriptions", _ => Answer.Ok(new { subscriptions = Own(vendor).Select(item => Body(item, withKey: false)) }));
        api.Post("/v2/webhooks/subscriptions", call => call.Once(call.Body.Text("idempotency_key"), () => Create(call, vendor)));
        api.Get("/v2/webhooks/subscriptions/{id}", call => Answer.Ok(new { subscription = Body(Find(call, vendor), withKey: true) }));
        api.Put("/v2/webhooks/subscriptions/{id}", call => Update(call, vendor));
        api.Delete("/v2/webhooks/subscriptions/{id}", call =>
        {
            vendor.Simulation.Webhooks.Unsubscribe(Find(call, vendor).Id);
            return Answer.Ok(new { });
        });
        api.Post("/v2/webhooks/subscriptions/{id}/signature-key", call => Rotate(call, vendor));
        api.Post("/v2/webhooks/subscriptions/{id}/test", call => Test(call, vendor));
    }

    private static IEnumerable<Subscription> Own(SquareVendor vendor) => vendor.Simulation.Webhooks.Subscriptions.Where(item => item.Id.StartsWith("wbhk_", StringComparison.Ordinal));

    private static Subscription Find(Call call, SquareVendor vendor) => Own(vendor).FirstOrDefault(item => item.Id == call.Route("id")) ?? throw SquareVendor.Missing("subscription", call.Route("id"));

    private static Answer Create(Call call, SquareVendor vendor)
    {
        if (call.Body["subscription"] is not JsonObject given || !Uri.TryCreate(given.Text("notification_url"), UriKind.Absolute, out _))
        {
            throw SquareVendor.Bad("MISSING_REQUIRED_PARAMETER", "subscription.notification_url is not an absolute web address.", "subscription.notification_url");
        }

        var types = given.Texts("event_types");
        if (types.FirstOrDefault(type => !Types.Contains(type)) is { } unknown)
        {
            throw SquareVendor.Bad("INVALID_VALUE", $"There is no event type '{unknown}'.", "subscription.event_types");
        }

        var id = $"wbhk_{call.Account.Dice.Hex(32)}";
        var extra = new JsonObject { ["name"] = given.Text("name"), ["api_version"] = given.Text("api_version") ?? "2025-08-20", ["created_at"] = call.Now.Iso() };
        var subscription = vendor.Simulation.Webhooks.Subscribe(new Subscription(id, given.Text("notification_url")!, Secrets.Fresh(22), types, null, extra));
        return Answer.Ok(new { subscription = Body(subscription, withKey: true) });
    }

    private static Answer Update(Call call, SquareVendor vendor)
    {
        var present = Find(call, vendor);
        var given = call.Body["subscription"] as JsonObject ?? [];
        var changed = present with { Url = given.Text("notification_url") ?? present.Url, Types = given.At("event_types") is null ? present.Types : given.Texts("event_types") };
        return Answer.Ok(new { subscription = Body(vendor.Simulation.Webhooks.Subscribe(changed), withKey: false) });
    }

    private static Answer Rotate(Call call, SquareVendor vendor)
    {
        var changed = vendor.Simulation.Webhooks.Subscribe(Find(call, vendor) with { Secret = Secrets.Fresh(22) });
        return Answer.Ok(new { signature_key = changed.Secret });
    }

    private static Answer Test(Call call, SquareVendor vendor)
    {
        var subscription = Find(call, vendor);
        var type = call.Body.Text("event_type") ?? (subscription.Types.Count > 0 ? subscription.Types[0] : "payment.created");
        var id = call.Account.Dice.Guid().ToString();
        var payment = call.Account["payments"].Live[0];
        var body = SquareEvents.Body(call.Account, id, type, "payment", payment, new JsonObject { ["payment"] = payment.Copy() });
        vendor.Simulation.Webhooks.Send(subscription, WebhookMessage.Json(id, call.Account.Id, type, body));
        return Answer.Ok(new { subscription_test_result = new { id, status_code = 200, payload = body.ToJsonString(), created_at = call.Now.Iso() } });
    }

    private static JsonObject Body(Subscription subscription, bool withKey)
    {
        var body = new JsonObject
        {
            ["id"] = subscription.Id, ["name"] = subscription.Extra.Text("name"), ["enabled"] = true, ["event_types"] = Paths.Array(subscription.Types), ["notification_url"] = subscription.Url,
            ["api_version"] = subscription.Extra.Text("api_version"), ["created_at"] = subscription.Extra.Text("created_at"), ["updated_at"] = subscription.Extra.Text("created_at"),
        };
        if (withKey)
        {
            body["signature_key"] = subscription.Secret;
        }

        return body;
    }
}

using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.SendGrid;

/// <summary>Event webhooks: each kind of event is a switch, and signing is off until it is turned on.</summary>
internal static class SendGridWebhooksApi
{
    private const string Root = "/v3/user/webhooks/event";

    /// <summary>The switch's name is not always the event's.</summary>
    private static readonly Dictionary<string, string> Switches = new(StringComparer.Ordinal)
    {
        ["processed"] = "processed", ["delivered"] = "delivered", ["deferred"] = "deferred", ["bounce"] = "bounce", ["dropped"] = "dropped", ["open"] = "open", ["click"] = "click", ["spam_report"] = "spamreport", ["unsubscribe"] = "unsubscribe", ["group_unsubscribe"] = "group_unsubscribe", ["group_resubscribe"] = "group_resubscribe",
    };

    public static void Map(Api api, SendGridVendor vendor)
    {
        api.Get($"{Root}/settings/all", _ => Answer.Ok(new { max_allowed = 5, webhooks = Own(vendor).Select(Body) }));
        api.Post($"{Root}/settings", call => Answer.Of(201, Body(Save(call, vendor, $"ev-{call.Account.Dice.Guid()}", ""))));
        api.Get($"{Root}/settings/{{id}}", call => Answer.Ok(Body(Find(call, vendor))));
        api.Patch($"{Root}/settings/{{id}}", call => Answer.Ok(Body(Save(call, vendor, Find(call, vendor).Id, Find(call, vendor).Secret))));
        api.Delete($"{Root}/settings/{{id}}", call =>
        {
            vendor.Simulation.Webhooks.Unsubscribe(Find(call, vendor).Id);
            return Answer.Empty(204);
        });
        api.Patch($"{Root}/settings/signed/{{id}}", call =>
        {
            var signed = vendor.Simulation.Webhooks.Subscribe(Find(call, vendor) with { Secret = call.Body.Flag("enabled") ? SendGridVendor.PublicKey : "" });
            return Answer.Ok(new { id = signed.Id, public_key = signed.Secret });
        });
        api.Get($"{Root}/settings/signed/{{id}}", call => Answer.Ok(new { id = Find(call, vendor).Id, public_key = Find(call, vendor).Secret }));
    }

    private static IEnumerable<Subscription> Own(SendGridVendor vendor) => vendor.Simulation.Webhooks.Subscriptions.Where(item => item.Id.StartsWith("ev-", StringComparison.Ordinal));

    private static Subscription Find(Call call, SendGridVendor vendor) => Own(vendor).FirstOrDefault(item => item.Id == call.Route("id")) ?? throw new Refusal(SendGridVendor.Error(404, "webhook not found"));

    private static Subscription Save(Call call, SendGridVendor vendor, string id, string secret)
    {
        if (!Uri.TryCreate(call.Body.Text("url"), UriKind.Absolute, out _))
        {
            throw SendGridVendor.Bad("url is not an absolute web address", "url");
        }

        var types = call.Body.Flag("enabled") ? Switches.Where(pair => call.Body.Flag(pair.Key)).Select(pair => pair.Value).ToList() : ["none"];
        return vendor.Simulation.Webhooks.Subscribe(new Subscription(id, call.Body.Text("url")!, secret, types.Count == 0 ? ["none"] : types, call.Account.Id, (JsonObject)call.Body.DeepClone()));
    }

    private static JsonObject Body(Subscription subscription)
    {
        var body = new JsonObject { ["id"] = subscription.Id, ["enabled"] = subscription.Extra.Flag("enabled"), ["url"] = subscription.Url, ["account_status_change"] = false, ["friendly_name"] = subscription.Extra.Text("friendly_name") ?? "", ["public_key"] = subscription.Secret };
        foreach (var name in Switches.Keys)
        {
            body[name] = subscription.Extra.Flag(name);
        }

        return body;
    }
}

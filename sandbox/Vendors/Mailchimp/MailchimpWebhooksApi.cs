using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.Mailchimp;

/// <summary>Webhooks of an audience: forms with brackets in their names, without an event's id.</summary>
internal static class MailchimpWebhooksApi
{
    public static void Map(Api api, MailchimpVendor vendor)
    {
        api.Get("/3.0/lists/{list}/webhooks", call => Answer.Ok(new { webhooks = Own(vendor, call).Select(item => Body(item, withSecret: false)), list_id = MailchimpListsApi.Find(call).Id, total_items = Own(vendor, call).Count() }));
        api.Post("/3.0/lists/{list}/webhooks", call => Create(call, vendor));
        api.Delete("/3.0/lists/{list}/webhooks/{id}", call => Own(vendor, call).Any(item => item.Id == call.Route("id")) && vendor.Simulation.Webhooks.Unsubscribe(call.Route("id")) ? Answer.Empty(204) : throw MailchimpVendor.Missing());
    }

    public static void Tell(MailchimpVendor vendor, Account account, string collection, ChangeKind kind, StoredObject item)
    {
        if (collection != "members")
        {
            return;
        }

        var type = (kind, item.Text("status")) switch
        {
            (ChangeKind.Added, "subscribed") => "subscribe",
            (ChangeKind.Changed, "unsubscribed") => "unsubscribe",
            (ChangeKind.Changed, "cleaned") => "cleaned",
            (ChangeKind.Changed, "archived") or (ChangeKind.Deleted, _) => "unsubscribe",
            (ChangeKind.Changed, _) => "profile",
            _ => null,
        };
        if (type is null)
        {
            return;
        }

        var fields = new List<KeyValuePair<string, string>>
        {
            new("type", type), new("fired_at", account.Now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)), new("data[id]", item.Text("unique_email_id")!), new("data[email]", item.Text("email_address")!),
            new("data[email_type]", "html"), new("data[list_id]", item.Text("list_id")!), new("data[merges][EMAIL]", item.Text("email_address")!),
        };
        if (type is "unsubscribe")
        {
            fields.AddRange([new("data[action]", kind == ChangeKind.Deleted || item.Text("status") == "archived" ? "delete" : "unsub"), new("data[reason]", "manual")]);
        }

        if (type is "cleaned")
        {
            fields.Add(new("data[reason]", "hard"));
        }

        foreach (var (name, value) in item.Body["merge_fields"] as JsonObject ?? [])
        {
            fields.Add(new($"data[merges][{name}]", value?.ToString() ?? ""));
        }

        vendor.Simulation.Webhooks.Publish(account.Id, type, subscription => subscription.Extra.Text("list_id") is { } list && list != item.Text("list_id") ? null : WebhookMessage.Form(account.Dice.Hex(12), account.Id, type, fields));
    }

    private static Answer Create(Call call, MailchimpVendor vendor)
    {
        if (!Uri.TryCreate(call.Body.Text("url"), UriKind.Absolute, out _))
        {
            throw new Refusal(MailchimpVendor.Problem(400, "Invalid Resource", "url is not an absolute web address.", new[] { new { field = "url", message = "Invalid." } }));
        }

        var events = call.Body["events"] as JsonObject ?? [];
        IReadOnlyList<string> types = [.. events.Where(pair => events.Flag(pair.Key)).Select(pair => pair.Key)];
        var extra = new JsonObject { ["list_id"] = MailchimpListsApi.Find(call).Id, ["events"] = events.DeepClone(), ["sources"] = call.Body["sources"]?.DeepClone() ?? new JsonObject { ["user"] = true, ["admin"] = true, ["api"] = true } };
        var secret = call.Body.Flag("signing_enabled") ? Secrets.Fresh(32) : "";
        return Answer.Ok(Body(vendor.Simulation.Webhooks.Subscribe(new Subscription(call.Account.Dice.Hex(10), call.Body.Text("url")!, secret, types, call.Account.Id, extra)), withSecret: secret.Length > 0));
    }

    private static JsonObject Body(Subscription subscription, bool withSecret)
    {
        var body = new JsonObject { ["id"] = subscription.Id, ["url"] = subscription.Url, ["events"] = subscription.Extra["events"]?.DeepClone(), ["sources"] = subscription.Extra["sources"]?.DeepClone(), ["list_id"] = subscription.Extra.Text("list_id"), ["_links"] = new JsonArray() };
        if (withSecret)
        {
            body["signing_secret"] = subscription.Secret;
        }

        return body;
    }

    private static IEnumerable<Subscription> Own(MailchimpVendor vendor, Call call)
    {
        var list = MailchimpListsApi.Find(call).Id;
        return vendor.Simulation.Webhooks.Subscriptions.Where(item => item.Extra.Text("list_id") == list);
    }
}

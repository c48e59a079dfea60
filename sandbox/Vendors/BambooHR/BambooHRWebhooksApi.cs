using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.BambooHR;

/// <summary>Webhooks of a company, made through its own interface; each has a key that is shown once.</summary>
internal static class BambooHRWebhooksApi
{
    public static void Map(Api api, string root, BambooHRVendor vendor)
    {
        api.Get($"{root}/v1/webhooks", call => Answer.Ok(new { webhooks = Own(vendor, call).Select(item => Body(item, withKey: false)) }));
        api.Get($"{root}/v1/webhooks/monitor_fields", _ => Answer.Ok(new { fields = new[] { "firstName", "lastName", "workEmail", "jobTitle", "location", "status" }.Select((name, index) => new { id = index + 1, name, alias = name }) }));
        api.Get($"{root}/v1/webhooks/{{id}}", call => Answer.Ok(Body(Find(vendor, call), withKey: false)));
        api.Post($"{root}/v1/webhooks", call => Create(call, vendor));
        api.Delete($"{root}/v1/webhooks/{{id}}", call =>
        {
            vendor.Simulation.Webhooks.Unsubscribe(Find(vendor, call).Id);
            return Answer.Empty(200);
        });
    }

    public static void Tell(BambooHRVendor vendor, Account account, string collection, ChangeKind kind, StoredObject item)
    {
        if (collection != "employees")
        {
            return;
        }

        var verb = kind switch { ChangeKind.Added => "created", ChangeKind.Changed => "updated", _ => "deleted" };
        var id = account.Dice.Guid().ToString();
        foreach (var subscription in vendor.Simulation.Webhooks.Subscriptions.Where(subscription => subscription.AccountId is null || subscription.AccountId == account.Id))
        {
            var thin = subscription.Types.Count == 0 || subscription.Types.Contains($"employee.{verb}");
            if (thin || subscription.Types.Contains($"employee_with_fields.{verb}"))
            {
                vendor.Simulation.Webhooks.Send(subscription, WebhookMessage.Json(id, account.Id, $"employee.{verb}", thin ? Thin(account, verb, item) : WithFields(account, verb, item, subscription)));
            }
        }
    }

    private static JsonObject Thin(Account account, string verb, StoredObject item) => new()
    {
        ["type"] = $"employee.{verb}", ["timestamp"] = account.Now.IsoSeconds(), ["data"] = new JsonObject { ["companyId"] = account.Id, ["employeeId"] = item.Id, ["changedFields"] = verb == "updated" ? new JsonArray("status", "jobTitle", "location") : null },
    };

    private static JsonObject WithFields(Account account, string verb, StoredObject item, Subscription subscription)
    {
        var fields = new JsonObject();
        foreach (var (field, shown) in subscription.Extra["postFields"] as JsonObject ?? [])
        {
            fields[shown?.ToString() ?? field] = new JsonObject { ["value"] = item.Text(field) };
        }

        var action = char.ToUpperInvariant(verb[0]) + verb[1..];
        return new JsonObject { ["employees"] = new JsonArray(new JsonObject { ["id"] = item.Id, ["action"] = action, ["timestamp"] = account.Now.IsoSeconds(), ["changedFields"] = new JsonArray(), ["fields"] = fields }) };
    }

    private static Answer Create(Call call, BambooHRVendor vendor)
    {
        var events = call.Body.Texts("events");
        if (call.Body.Text("name") is null || !Uri.TryCreate(call.Body.Text("url"), UriKind.Absolute, out _) || call.Body.Text("format") is not ("json" or "form-encoded"))
        {
            throw new Refusal(BambooHRVendor.Problem(400, "name, url and format are required."));
        }

        if (events.Any(name => name.StartsWith("employee.", StringComparison.Ordinal)) && events.Any(name => name.StartsWith("employee_with_fields.", StringComparison.Ordinal)))
        {
            throw new Refusal(BambooHRVendor.Problem(400, "Events with and without fields cannot be mixed."));
        }

        var id = call.Account.NextSequence().ToString(CultureInfo.InvariantCulture);
        var extra = (JsonObject)call.Body.DeepClone();
        extra["created"] = call.Now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        IReadOnlyList<string> types = events.Count > 0 ? events : ["employee_with_fields.created", "employee_with_fields.updated", "employee_with_fields.deleted"];
        return Answer.Of(201, Body(vendor.Simulation.Webhooks.Subscribe(new Subscription(id, call.Body.Text("url")!, Secrets.Fresh(32), types, call.Account.Id, extra)), withKey: true));
    }

    private static JsonObject Body(Subscription subscription, bool withKey)
    {
        var body = new JsonObject
        {
            ["id"] = subscription.Id, ["name"] = subscription.Extra.Text("name"), ["created"] = subscription.Extra.Text("created"), ["lastSent"] = null, ["monitorFields"] = subscription.Extra["monitorFields"]?.DeepClone() ?? new JsonArray(),
            ["postFields"] = subscription.Extra["postFields"]?.DeepClone() ?? new JsonObject(), ["url"] = subscription.Url, ["format"] = subscription.Extra.Text("format") ?? "json", ["includeCompanyDomain"] = false, ["events"] = Paths.Array(subscription.Types),
        };
        if (withKey)
        {
            body["privateKey"] = subscription.Secret;
        }

        return body;
    }

    private static IEnumerable<Subscription> Own(BambooHRVendor vendor, Call call) => vendor.Simulation.Webhooks.Subscriptions.Where(item => item.AccountId == call.Account.Id);

    private static Subscription Find(BambooHRVendor vendor, Call call) => Own(vendor, call).FirstOrDefault(item => item.Id == call.Route("id")) ?? throw BambooHRVendor.Missing();
}

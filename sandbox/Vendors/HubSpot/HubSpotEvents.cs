using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.HubSpot;

/// <summary>The app's webhooks: an array of events for all portals, each naming its portal.</summary>
internal static class HubSpotEvents
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal) { ["contacts"] = "contact", ["companies"] = "company", ["deals"] = "deal", ["tickets"] = "ticket" };

    public static void Tell(HubSpotVendor vendor, Account account, string collection, ChangeKind kind, StoredObject item)
    {
        if (!Names.TryGetValue(collection, out var name))
        {
            return;
        }

        var type = $"{name}.{kind switch { ChangeKind.Added => "creation", ChangeKind.Changed => "propertyChange", _ => "deletion" }}";
        var number = account.NextSequence();
        vendor.Simulation.Webhooks.Publish(account.Id, type, _ =>
        {
            var body = new JsonObject
            {
                ["eventId"] = number, ["subscriptionId"] = 55_000 + (int)kind, ["portalId"] = long.Parse(account.Id, CultureInfo.InvariantCulture), ["appId"] = HubSpotVendor.AppId, ["occurredAt"] = account.Now.ToUnixTimeMilliseconds(),
                ["subscriptionType"] = type, ["attemptNumber"] = 0, ["objectId"] = long.Parse(item.Id, CultureInfo.InvariantCulture), ["changeSource"] = "CRM",
            };
            if (kind == ChangeKind.Changed)
            {
                var property = collection == "deals" ? "dealstage" : "lifecyclestage";
                body["propertyName"] = property;
                body["propertyValue"] = item.Text($"properties.{property}") ?? "";
            }
            else
            {
                body["changeFlag"] = kind == ChangeKind.Added ? "NEW" : "DELETED";
            }

            return new WebhookMessage(number.ToString(CultureInfo.InvariantCulture), account.Id, type, Encoding.UTF8.GetBytes(new JsonArray(body).ToJsonString()), "application/json");
        });
    }
}

using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.Square;

/// <summary>Turns changes into Square's events. Order events carry ids only; the catalogue's carries a time.</summary>
internal static class SquareEvents
{
    public static void Tell(SquareVendor vendor, Account account, string collection, ChangeKind kind, StoredObject item)
    {
        var verb = kind switch { ChangeKind.Added => "created", ChangeKind.Changed => "updated", _ => "deleted" };
        switch (collection)
        {
            case "payments":
                Publish(vendor, account, $"payment.{verb}", "payment", item, new JsonObject { ["payment"] = item.Copy() });
                break;
            case "refunds":
                Publish(vendor, account, $"refund.{verb}", "refund", item, new JsonObject { ["refund"] = item.Copy() });
                break;
            case "customers":
                Publish(vendor, account, $"customer.{verb}", "customer", item, new JsonObject { ["customer"] = item.Copy() });
                break;
            case "team":
                Publish(vendor, account, $"team_member.{verb}", "team_member", item, new JsonObject { ["team_member"] = item.Copy() });
                break;
            case "bookings":
                Publish(vendor, account, $"booking.{verb}", "booking", item, new JsonObject { ["booking"] = item.Copy() });
                break;
            case "timecards":
                Publish(vendor, account, $"labor.timecard.{verb}", "labor", item, new JsonObject { ["timecard"] = item.Copy() });
                break;
            case "locations":
                Publish(vendor, account, $"location.{verb}", "location", item, null);
                break;
            case "inventory":
                Publish(vendor, account, "inventory.count.updated", "inventory", item, new JsonObject { ["inventory_counts"] = new JsonArray(item.Copy()) });
                break;
            case "catalog":
                Publish(vendor, account, "catalog.version.updated", "catalog", item, new JsonObject { ["catalog_version"] = new JsonObject { ["updated_at"] = item.Updated.Iso() } });
                break;
            case "orders":
                Publish(vendor, account, $"order.{verb}", $"order_{verb}", item, new JsonObject
                {
                    [$"order_{verb}"] = new JsonObject
                    {
                        ["order_id"] = item.Id, ["version"] = item.Version, ["location_id"] = item.Text("location_id"), ["state"] = item.Text("state"), ["created_at"] = item.Created.Iso(), ["updated_at"] = item.Updated.Iso(),
                    },
                });
                break;
            default:
                break;
        }
    }

    public static void TellRevoked(SquareVendor vendor, Account account) => Publish(vendor, account, "oauth.authorization.revoked", "revocation", null, new JsonObject
    {
        ["revocation"] = new JsonObject { ["revoked_at"] = account.Now.Iso(), ["revoker_type"] = "MERCHANT" },
    });

    private static void Publish(SquareVendor vendor, Account account, string type, string kind, StoredObject? item, JsonObject? content)
    {
        var id = account.Dice.Guid().ToString();
        var message = WebhookMessage.Json(id, account.Id, type, Body(account, id, type, kind, item, content)); // one event: all addresses are told the same
        vendor.Simulation.Webhooks.Publish(account.Id, type, _ => message);
    }

    public static JsonObject Body(Account account, string id, string type, string kind, StoredObject? item, JsonObject? content)
    {
        var body = new JsonObject
        {
            ["merchant_id"] = account.Id,
            ["type"] = type,
            ["event_id"] = id,
            ["created_at"] = account.Now.Iso(),
            ["data"] = new JsonObject { ["type"] = kind, ["id"] = item?.Id ?? id, ["object"] = content?.DeepClone() },
        };
        if (item?.Text("location_id") is { } location)
        {
            body["location_id"] = location;
        }

        return body;
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.Shopify;

/// <summary>Turns changes into webhooks, whose bodies have the older REST shape: snake case and numeric ids.</summary>
internal static class ShopifyEvents
{
    public static void Tell(ShopifyVendor vendor, Account account, string collection, ChangeKind kind, StoredObject item)
    {
        var verb = kind switch { ChangeKind.Added => "create", ChangeKind.Changed => "update", _ => "delete" };
        switch (collection)
        {
            case "orders":
                Publish(vendor, account, kind == ChangeKind.Added ? "orders/create" : kind == ChangeKind.Changed ? "orders/updated" : "orders/delete", Order(item));
                if (kind == ChangeKind.Changed && item.Body.Objects("refunds").LastOrDefault() is { } refund)
                {
                    Publish(vendor, account, "refunds/create", new JsonObject { ["id"] = long.Parse(ShopifyData.Legacy(refund.Text("id")!), CultureInfo.InvariantCulture), ["admin_graphql_api_id"] = refund.Text("id"), ["order_id"] = Number(item), ["created_at"] = refund.Text("createdAt"), ["note"] = null });
                }

                break;
            case "customers":
                Publish(vendor, account, $"customers/{verb}", new JsonObject
                {
                    ["id"] = Number(item), ["admin_graphql_api_id"] = item.Id, ["first_name"] = item.Text("firstName"), ["last_name"] = item.Text("lastName"), ["email"] = item.Text("email"), ["phone"] = item.Text("phone"), ["tags"] = string.Join(", ", item.Body.Texts("tags")), ["created_at"] = item.Text("createdAt"), ["updated_at"] = item.Text("updatedAt"),
                });
                break;
            case "products":
                Publish(vendor, account, $"products/{verb}", new JsonObject { ["id"] = Number(item), ["admin_graphql_api_id"] = item.Id, ["title"] = item.Text("title"), ["status"] = item.Text("status")?.ToLowerInvariant(), ["vendor"] = item.Text("vendor"), ["product_type"] = item.Text("productType"), ["updated_at"] = item.Text("updatedAt") });
                break;
            case "inventoryItems" when kind == ChangeKind.Changed:
                foreach (var level in item.Body.Objects("inventoryLevels").Where(level => level.Text("updatedAt") == item.Text("updatedAt")))
                {
                    Publish(vendor, account, "inventory_levels/update", new JsonObject { ["inventory_item_id"] = Number(item), ["location_id"] = long.Parse(ShopifyData.Legacy(level.Text("location.id")!), CultureInfo.InvariantCulture), ["available"] = level.Number("quantities.0.quantity"), ["updated_at"] = level.Text("updatedAt"), ["admin_graphql_api_id"] = level.Text("id") });
                }

                break;
            default:
                break;
        }
    }

    public static void Publish(ShopifyVendor vendor, Account account, string topic, JsonObject body)
    {
        var id = account.Dice.Guid().ToString();
        vendor.Simulation.Webhooks.Publish(account.Id, topic, _ => WebhookMessage.Json(id, account.Id, topic, body));
    }

    private static long Number(StoredObject item) => long.Parse(ShopifyData.Legacy(item.Id), CultureInfo.InvariantCulture);

    private static JsonObject Order(StoredObject item) => new()
    {
        ["id"] = Number(item), ["admin_graphql_api_id"] = item.Id, ["name"] = item.Text("name"), ["created_at"] = item.Text("createdAt"), ["processed_at"] = item.Text("processedAt"), ["updated_at"] = item.Text("updatedAt"), ["cancelled_at"] = item.Text("cancelledAt"), ["test"] = false, ["source_name"] = item.Text("sourceName"),
        ["currency"] = "USD", ["financial_status"] = item.Text("displayFinancialStatus")?.ToLowerInvariant(), ["total_price"] = item.Text("totalPriceSet.shopMoney.amount"), ["current_total_price"] = item.Text("currentTotalPriceSet.shopMoney.amount"), ["subtotal_price"] = item.Text("subtotalPriceSet.shopMoney.amount"),
        ["total_tax"] = item.Text("totalTaxSet.shopMoney.amount"), ["total_tip_received"] = item.Text("totalTipReceivedSet.shopMoney.amount"), ["location_id"] = item.Text("retailLocation.id") is { } location ? long.Parse(ShopifyData.Legacy(location), CultureInfo.InvariantCulture) : null,
        ["customer"] = item.Text("customer.id") is { } customer ? new JsonObject { ["id"] = long.Parse(ShopifyData.Legacy(customer), CultureInfo.InvariantCulture), ["admin_graphql_api_id"] = customer } : null,
        ["line_items"] = Paths.Array(item.Body.Objects("lineItems").Select(line => (JsonNode)new JsonObject { ["id"] = long.Parse(ShopifyData.Legacy(line.Text("id")!), CultureInfo.InvariantCulture), ["name"] = line.Text("name"), ["sku"] = line.Text("sku"), ["quantity"] = line.Number("quantity"), ["price"] = line.Text("originalUnitPriceSet.shopMoney.amount") })),
    };
}

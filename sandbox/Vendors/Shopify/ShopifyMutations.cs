using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Shopify;

/// <summary>Mutations: what is wrong with the input comes back in <c>userErrors</c>, with status 200.</summary>
internal static class ShopifyMutations
{
    /// <returns>The payload; null when there is no such mutation.</returns>
    public static JsonObject? Run(string name, JsonObject given, Call call, ShopifyVendor vendor) => name switch
    {
        "customerCreate" => CustomerCreate(call.Account, given["input"] as JsonObject ?? []),
        "customerUpdate" => CustomerUpdate(call.Account, given["input"] as JsonObject ?? []),
        "tagsAdd" => Tags(call.Account, given, add: true),
        "tagsRemove" => Tags(call.Account, given, add: false),
        "productCreate" => ProductCreate(call.Account, (given["product"] ?? given["input"]) as JsonObject ?? []),
        "productUpdate" => ProductUpdate(call.Account, (given["product"] ?? given["input"]) as JsonObject ?? []),
        "inventoryAdjustQuantities" => Stock(call.Account, given["input"] as JsonObject ?? [], "changes"),
        "inventorySetQuantities" => Stock(call.Account, given["input"] as JsonObject ?? [], "quantities"),
        "refundCreate" => RefundCreate(call.Account, given["input"] as JsonObject ?? []),
        "webhookSubscriptionCreate" => ShopifyWebhooks.Create(vendor, call, given),
        "webhookSubscriptionDelete" => ShopifyWebhooks.Delete(vendor, given),
        "appUninstall" => Uninstall(vendor, call),
        _ => null,
    };

    public static JsonObject Payload(string name, JsonNode? value, params (string Field, string Message)[] errors) => new()
    {
        [name] = value, ["userErrors"] = Paths.Array(errors.Select(error => (JsonNode)new JsonObject { ["field"] = Paths.Array(error.Field.Split('.')), ["message"] = error.Message, ["code"] = "INVALID" })),
    };

    private static JsonObject CustomerCreate(Account account, JsonObject input)
    {
        var (email, phone) = (input.Text("email"), input.Text("phone"));
        if (email is null && phone is null && input.Text("firstName") is null && input.Text("lastName") is null)
        {
            return Payload("customer", null, ("input", "A name, phone number, or email address must be present"));
        }

        return email is not null && account["customers"].Live.Any(item => string.Equals(item.Text("email"), email, StringComparison.OrdinalIgnoreCase))
            ? Payload("customer", null, ("input.email", "Email has already been taken"))
            : Payload("customer", ShopifyData.AddCustomer(account, input).Copy());
    }

    private static JsonObject CustomerUpdate(Account account, JsonObject input)
    {
        if (account["customers"].Find(input.Text("id")) is not { } customer)
        {
            return Payload("customer", null, ("input.id", "Customer does not exist"));
        }

        return Payload("customer", account["customers"].Change(customer.Id, body => Overwrite(body, input, "firstName", "lastName", "email", "phone", "note", "tags")).Copy());
    }

    private static JsonObject Tags(Account account, JsonObject given, bool add)
    {
        var collection = new[] { "customers", "orders", "products" }.FirstOrDefault(name => account[name].Find(given.Text("id")) is not null);
        return collection is null
            ? Payload("node", null, ("id", "The node does not exist"))
            : Payload("node", account[collection].Change(given.Text("id")!, body => body["tags"] = Paths.Array(add ? body.Texts("tags").Union(given.Texts("tags")) : body.Texts("tags").Except(given.Texts("tags")))).Copy());
    }

    private static JsonObject ProductCreate(Account account, JsonObject input)
    {
        if (string.IsNullOrEmpty(input.Text("title")))
        {
            return Payload("product", null, ("product.title", "Title can't be blank"));
        }

        var made = ShopifyData.AddProduct(account, new Kit.Data.Offer(input.Text("title")!, 0, 0));
        return Payload("product", account["products"].Change(made.Id, body => Overwrite(body, input, "descriptionHtml", "vendor", "productType", "status", "tags")).Copy());
    }

    private static JsonObject ProductUpdate(Account account, JsonObject input) => account["products"].Find(input.Text("id")) is { } product
        ? Payload("product", account["products"].Change(product.Id, body => Overwrite(body, input, "title", "descriptionHtml", "vendor", "productType", "status", "tags")).Copy())
        : Payload("product", null, ("product.id", "Product does not exist"));

    private static JsonObject Stock(Account account, JsonObject input, string list)
    {
        var name = input.Text("name") ?? "available";
        foreach (var change in input.Objects(list))
        {
            if (account["inventoryItems"].Find(change.Text("inventoryItemId")) is not { } item || !item.Body.Objects("inventoryLevels").Any(level => level.Text("location.id") == change.Text("locationId")))
            {
                return Payload("inventoryAdjustmentGroup", null, ($"input.{list}", "The specified inventory item or location could not be found."));
            }

            account["inventoryItems"].Change(item.Id, body =>
            {
                var level = body.Objects("inventoryLevels").First(level => level.Text("location.id") == change.Text("locationId"));
                var quantity = level.Objects("quantities").First(quantity => quantity.Text("name") == name);
                quantity["quantity"] = list == "changes" ? quantity.Number("quantity") + change.Number("delta") : change.Number("quantity");
                level["updatedAt"] = account.Now.IsoSeconds();
            });
        }

        return Payload("inventoryAdjustmentGroup", new JsonObject { ["id"] = ShopifyData.Gid(account, "InventoryAdjustmentGroup"), ["createdAt"] = account.Now.IsoSeconds(), ["reason"] = input.Text("reason") });
    }

    private static JsonObject RefundCreate(Account account, JsonObject input)
    {
        if (account["orders"].Find(input.Text("orderId")) is not { } order)
        {
            return Payload("refund", null, ("input.orderId", "Order does not exist"));
        }

        return order.Text("displayFinancialStatus") == "REFUNDED" ? Payload("refund", null, ("input.orderId", "Order is already refunded")) : Payload("refund", ShopifyTill.Refund(account, order));
    }

    private static JsonObject Uninstall(ShopifyVendor vendor, Call call)
    {
        vendor.Simulation.Tokens.RevokeAccount(call.Account.Id);
        vendor.OnRevoked(call.Account);
        return Payload("app", new JsonObject { ["id"] = "gid://shopify/App/1", ["title"] = "BookedBarber" });
    }

    private static void Overwrite(JsonObject body, JsonObject input, params string[] names)
    {
        foreach (var name in names.Where(input.ContainsKey))
        {
            body[name] = input[name]?.DeepClone();
        }
    }
}

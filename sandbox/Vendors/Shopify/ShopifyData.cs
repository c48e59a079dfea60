using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Data;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Shopify;

/// <summary>Fills a shop: locations, products with stock, customers and orders of the point of sale. Bodies are as GraphQL shows them.</summary>
internal static class ShopifyData
{
    public static void Fill(Account account)
    {
        foreach (var shop in Menu.Shops)
        {
            var id = Gid(account, "Location");
            account["locations"].Add(id, new JsonObject { ["id"] = id, ["legacyResourceId"] = Legacy(id), ["name"] = $"{account.Name} {shop}", ["isActive"] = true, ["fulfillsOnlineOrders"] = false, ["hasActiveInventory"] = true, ["address"] = Address() }, account.Now.AddDays(-500));
        }

        foreach (var offer in Menu.All)
        {
            AddProduct(account, offer);
        }

        Filling.Times(50, () => AddCustomer(account));
        Filling.Times(140, () => ShopifyTill.RingUp(account));
        foreach (var order in account["orders"].Live.Where(_ => account.Dice.Chance(4)).ToList())
        {
            ShopifyTill.Refund(account, order);
        }
    }

    public static string Gid(Account account, string type) => string.Create(CultureInfo.InvariantCulture, $"gid://shopify/{type}/{5_000_000_000 + account.NextSequence()}");

    public static string Legacy(string gid) => gid[(gid.LastIndexOf('/') + 1)..];

    public static JsonObject Money(decimal dollars)
    {
        JsonObject Side() => new() { ["amount"] = dollars.ToString("0.00", CultureInfo.InvariantCulture), ["currencyCode"] = "USD" };
        return new JsonObject { ["shopMoney"] = Side(), ["presentmentMoney"] = Side() };
    }

    /// <summary>Points at another object, which the graph follows when more than its id is asked for.</summary>
    public static JsonObject Reference(string collection, string id) => new() { ["id"] = id, ["$ref"] = collection };

    public static StoredObject AddCustomer(Account account, JsonObject? given = null)
    {
        var (person, id) = (Person.Draw(account.Dice), Gid(account, "Customer"));
        var (email, phone) = given is null ? (person.Email, person.Phone) : (given.Text("email"), given.Text("phone"));
        return account["customers"].Add(id, new JsonObject
        {
            ["id"] = id, ["legacyResourceId"] = Legacy(id), ["firstName"] = given is null ? person.First : given.Text("firstName"), ["lastName"] = given is null ? person.Last : given.Text("lastName"), ["displayName"] = given is null ? person.Full : $"{given.Text("firstName")} {given.Text("lastName")}".Trim(),
            ["email"] = email, ["phone"] = phone, ["defaultEmailAddress"] = email is null ? null : new JsonObject { ["emailAddress"] = email }, ["defaultPhoneNumber"] = phone is null ? null : new JsonObject { ["phoneNumber"] = phone },
            ["numberOfOrders"] = "0", ["amountSpent"] = new JsonObject { ["amount"] = "0.00", ["currencyCode"] = "USD" }, ["note"] = given.Text("note"), ["tags"] = Paths.Array(given.Texts("tags")), ["state"] = "DISABLED", ["verifiedEmail"] = true,
            ["emailMarketingConsent"] = email is null ? null : new JsonObject { ["marketingState"] = account.Dice.Chance(50) ? "SUBSCRIBED" : "NOT_SUBSCRIBED", ["marketingOptInLevel"] = "SINGLE_OPT_IN" }, ["smsMarketingConsent"] = null, ["defaultAddress"] = null,
        }, account.Moment(200));
    }

    public static StoredObject AddProduct(Account account, Offer offer)
    {
        var (id, variant, stock) = (Gid(account, "Product"), Gid(account, "ProductVariant"), Gid(account, "InventoryItem"));
        var at = account.Filling ? account.Now.AddDays(-120) : account.Now;
        var sku = $"SKU-{account.Dice.Digits(6)}";
        account["inventoryItems"].Add(stock, new JsonObject
        {
            ["id"] = stock, ["legacyResourceId"] = Legacy(stock), ["sku"] = sku, ["tracked"] = !offer.IsService, ["requiresShipping"] = false, ["unitCost"] = new JsonObject { ["amount"] = (offer.Dollars / 2).ToString("0.00", CultureInfo.InvariantCulture), ["currencyCode"] = "USD" },
            ["variant"] = Reference("variants", variant), ["inventoryLevels"] = Paths.Array(account["locations"].Live.Select(location => (JsonNode)Level(location.Id, stock, offer.IsService ? 0 : account.Dice.Between(3, 30), at))),
        }, at);
        account["variants"].Add(variant, new JsonObject
        {
            ["id"] = variant, ["legacyResourceId"] = Legacy(variant), ["title"] = "Default Title", ["displayName"] = offer.Name, ["sku"] = sku, ["barcode"] = null, ["price"] = offer.Dollars.ToString("0.00", CultureInfo.InvariantCulture), ["compareAtPrice"] = null, ["position"] = 1,
            ["taxable"] = true, ["inventoryQuantity"] = 0, ["inventoryItem"] = Reference("inventoryItems", stock), ["product"] = Reference("products", id),
        }, at);
        return account["products"].Add(id, new JsonObject
        {
            ["id"] = id, ["legacyResourceId"] = Legacy(id), ["title"] = offer.Name, ["handle"] = offer.Name.ToLowerInvariant().Replace(' ', '-'), ["status"] = "ACTIVE", ["vendor"] = account.Name, ["productType"] = offer.IsService ? "Service" : "Retail", ["tags"] = new JsonArray(),
            ["descriptionHtml"] = "", ["variants"] = new JsonArray(Reference("variants", variant)),
        }, at);
    }

    private static JsonObject Level(string location, string item, int available, DateTimeOffset at) => new()
    {
        ["id"] = $"gid://shopify/InventoryLevel/{Legacy(location)}?inventory_item_id={Legacy(item)}", ["updatedAt"] = at.IsoSeconds(), ["location"] = Reference("locations", location),
        ["quantities"] = new JsonArray(new JsonObject { ["name"] = "available", ["quantity"] = available }, new JsonObject { ["name"] = "on_hand", ["quantity"] = available }, new JsonObject { ["name"] = "committed", ["quantity"] = 0 }, new JsonObject { ["name"] = "incoming", ["quantity"] = 0 }),
    };

    private static JsonObject Address() => new() { ["address1"] = "100 Main Street", ["address2"] = null, ["city"] = "Springfield", ["province"] = "New York", ["provinceCode"] = "NY", ["zip"] = "10001", ["country"] = "United States", ["countryCode"] = "US", ["phone"] = "" };
}

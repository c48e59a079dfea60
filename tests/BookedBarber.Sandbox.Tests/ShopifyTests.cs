using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Webhooks;
using BookedBarber.Sandbox.Tests.Descriptions;
using GraphQLParser;
using GraphQLParser.AST;
using Microsoft.AspNetCore.WebUtilities;

namespace BookedBarber.Sandbox.Tests;

public sealed class ShopifyTests
{
    private const string Orders = """
        query($first: Int!, $after: String, $query: String) {
          orders(first: $first, after: $after, sortKey: UPDATED_AT, query: $query) {
            nodes { id name sourceName totalPriceSet { shopMoney { amount currencyCode } } retailLocation { id name } customer { id email } lineItems(first: 50) { nodes { name quantity variant { id sku } } } refunds { id totalRefundedSet { shopMoney { amount } } } }
            pageInfo { hasNextPage endCursor }
          }
        }
        """;

    [Fact]
    public async Task Orders_are_walked_by_cursor_and_references_are_followed()
    {
        await using var shop = await StartAsync();
        var seen = new List<JsonObject>();
        string? after = null;
        do
        {
            var page = await AskAsync(shop, Orders, new { first = 60, after });
            seen.AddRange(page.Objects("data.orders.nodes"));
            after = page.Flag("data.orders.pageInfo.hasNextPage") ? page.Text("data.orders.pageInfo.endCursor") : null;
        }
        while (after is not null);

        seen.Select(order => order.Text("id")).Distinct().Count().ShouldBe(140);
        seen.ShouldAllBe(order => order.Text("retailLocation.name") != null && order.Text("lineItems.nodes.0.variant.sku") != null);
        seen.ShouldContain(order => order.Text("customer.email") != null);
    }

    [Fact]
    public async Task Search_finds_what_changed_since_a_moment()
    {
        await using var shop = await StartAsync();
        var now = (await shop.GetAsync("/_sandbox")).Instant("now")!.Value;
        await shop.SteerAsync("clock", new { advanceSeconds = 5 });
        var sold = (await shop.SteerAsync("sale"))["sales"]![0].Text("orderId");

        var found = await AskAsync(shop, Orders, new { first = 10, query = $"updated_at:>='{now.AddSeconds(2):O}' AND source_name:pos" });

        found.Objects("data.orders.nodes").Single().Text("id").ShouldBe(sold);
    }

    [Fact]
    public async Task An_unknown_field_and_a_wrong_input_are_told_apart()
    {
        await using var shop = await StartAsync();

        (await AskAsync(shop, "{ shop { unicorns } }", new { })).Text("errors.0.extensions.code").ShouldBe("undefinedField");
        var refused = await AskAsync(shop, "mutation { customerCreate(input: {}) { customer { id } userErrors { field message } } }", new { });
        refused.At("errors").ShouldBeNull();
        refused.Text("data.customerCreate.userErrors.0.message").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Stock_is_adjusted_and_told()
    {
        await using var shop = await StartAsync();
        await using var receiver = await Receiver.StartAsync();
        await AskAsync(shop, "mutation($url: URL!) { webhookSubscriptionCreate(topic: INVENTORY_LEVELS_UPDATE, webhookSubscription: {callbackUrl: $url, format: JSON}) { webhookSubscription { id } userErrors { message } } }", new { url = receiver.Url });
        const string Read = "{ inventoryItems(first: 200) { nodes { id tracked inventoryLevels(first: 5) { nodes { location { id } quantities(names: [\"available\"]) { name quantity } } } } } }";
        var item = (await AskAsync(shop, Read, new { })).Objects("data.inventoryItems.nodes").First(candidate => candidate.Flag("tracked"));
        var before = item.Number("inventoryLevels.nodes.0.quantities.0.quantity");

        var done = await AskAsync(shop, "mutation($input: InventoryAdjustQuantitiesInput!) { inventoryAdjustQuantities(input: $input) { userErrors { message } } }", new { input = new { reason = "correction", name = "available", changes = new[] { new { delta = -2, inventoryItemId = item.Text("id"), locationId = item.Text("inventoryLevels.nodes.0.location.id") } } } });
        await shop.SteerAsync("webhooks", new { wait = true });

        done.Objects("data.inventoryAdjustQuantities.userErrors").ShouldBeEmpty();
        var told = receiver.Arrived.Single();
        told.Headers["X-Shopify-Topic"].ShouldBe("inventory_levels/update");
        JsonNode.Parse(told.Text).Number("available").ShouldBe(before - 2);
        told.Headers["X-Shopify-Hmac-Sha256"].ShouldBe(Hmac.Sha256Base64("sandbox-shopify-secret", told.Body));
    }

    [Fact]
    public async Task The_callback_is_signed_and_expiring_tokens_rotate()
    {
        await using var shop = await StartAsync();
        await shop.SteerAsync("consent", new { automatic = true });
        using var answer = await shop.Http.GetAsync(new Uri("/admin/oauth/authorize?client_id=sandbox-shopify&scope=read_orders,read_products&redirect_uri=http%3A%2F%2F127.0.0.1%2Fback&state=s", UriKind.Relative), TestContext.Current.CancellationToken);
        var callback = QueryHelpers.ParseQuery(answer.Headers.Location!.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        var signed = string.Join('&', callback.Where(pair => pair.Key != "hmac").OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        callback["hmac"].ShouldBe(Hmac.Sha256Hex("sandbox-shopify-secret", Encoding.UTF8.GetBytes(signed)));
        callback["shop"].ShouldBe(shop.Row.AccountId);

        var tokens = await shop.PostAsync("/admin/oauth/access_token", new { client_id = "sandbox-shopify", client_secret = "sandbox-shopify-secret", code = callback["code"], expiring = "1" });
        var renewed = await shop.PostAsync("/admin/oauth/access_token", new { client_id = "sandbox-shopify", client_secret = "sandbox-shopify-secret", grant_type = "refresh_token", refresh_token = tokens.Text("refresh_token") });

        tokens.Text("scope").ShouldBe("read_orders,read_products");
        renewed.Text("refresh_token").ShouldNotBe(tokens.Text("refresh_token"));
    }

    [Fact]
    public async Task Throttling_comes_inside_status_200()
    {
        await using var shop = await StartAsync();
        await shop.SteerAsync("throttle");

        (await AskAsync(shop, "{ shop { id } }", new { })).Text("errors.0.extensions.code").ShouldBe("THROTTLED");
        (await AskAsync(shop, "{ shop { id } }", new { })).Text("data.shop.id").ShouldNotBeNull();
    }

    /// <summary>Fields that newer versions of the interface have and the description at hand (2025-01) does not.</summary>
    private static readonly string[] Newer = ["defaultEmailAddress", "defaultPhoneNumber"];

    [Theory]
    [InlineData("orders", "Order")]
    [InlineData("customers", "Customer")]
    [InlineData("products", "Product")]
    [InlineData("variants", "ProductVariant")]
    [InlineData("locations", "Location")]
    [InlineData("inventoryItems", "InventoryItem")]
    public async Task Every_field_is_one_that_the_vendors_schema_has(string collection, string type)
    {
        Assert.SkipWhen(Description.Folder is null, "The vendors' descriptions are not on this machine (BOOKEDBARBER_SHARED).");
        await using var shop = await StartAsync();
        var schema = Parser.Parse(await File.ReadAllTextAsync(Path.Combine(Description.Folder!, "shopify-admin.graphql"), TestContext.Current.CancellationToken));
        var fields = schema.Definitions.OfType<GraphQLObjectTypeDefinition>().Single(item => item.Name.StringValue == type).Fields!.Items.Select(field => field.Name.StringValue).ToHashSet();

        var body = (await shop.GetAsync($"/_sandbox/objects/{collection}"))[0]!.AsObject();

        body.Select(pair => pair.Key).Where(name => !fields.Contains(name) && !Newer.Contains(name)).ShouldBeEmpty();
    }

    private static async Task<Simulated> StartAsync()
    {
        var shop = await Simulated.StartAsync("shopify");
        shop.Http.DefaultRequestHeaders.Add("X-Shopify-Access-Token", shop.Row.AccessToken);
        return shop;
    }

    private static Task<JsonNode> AskAsync(Simulated shop, string query, object variables) => shop.PostAsync("/admin/api/2026-07/graphql.json", new { query, variables });
}

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit;
using BookedBarber.Sandbox.Kit.Authorising;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.Shopify;

/// <summary>Shopify: products, inventory, orders, refunds and customers of a shop through the Admin GraphQL interface. After https://shopify.dev/docs/api/admin-graphql.</summary>
internal sealed class ShopifyVendor : Vendor
{
    public override string Name => "shopify";

    public override string Title => "Shopify";

    public override IReadOnlyList<(string Id, string Name)> Accounts { get; } = [("fade-district.myshopify.com", "Fade District"), ("golden-shears.myshopify.com", "Golden Shears")];

    /// <summary>Shopify signs with the app's client secret.</summary>
    public override string WebhookSecret => ClientSecret;

    public override IReadOnlyList<TimeSpan> WebhookRetries { get; } = [.. Enumerable.Repeat(TimeSpan.FromMinutes(30), 8)];

    public override OAuthOptions OAuth => new()
    {
        AuthorizePaths = ["/admin/oauth/authorize"],
        TokenPaths = [],
        ScopeSeparators = ",",
        Pkce = false,
        RedirectAtExchange = false,
        RefreshLifetime = TimeSpan.FromDays(90),
        NewAccess = () => $"shpat_{Secrets.Fresh(32).ToLowerInvariant()}",
        NewRefresh = () => $"shprt_{Secrets.Fresh(32).ToLowerInvariant()}",
        Extras = (call, account) => [new("shop", account.Id), new("host", Convert.ToBase64String(Encoding.UTF8.GetBytes($"admin.shopify.com/store/{account.Id.Split('.')[0]}"))), new("timestamp", call.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))],
        SignCallback = parameters => Hmac.Sha256Hex(ClientSecret, string.Join('&', parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}")).Bytes()),
        Body = (_, _) => new { },
    };

    public override SandboxCredentials Credentials => Row($"shpat_{Secrets.DeriveHex("shopify:access", 32)}", $"shprt_{Secrets.DeriveHex("shopify:refresh", 32)}");

    public override IReadOnlyDictionary<string, Action<Account>> Streams { get; } = new Dictionary<string, Action<Account>>(StringComparer.Ordinal)
    {
        ["orders"] = account => ShopifyTill.RingUp(account),
        ["customers"] = account => ShopifyData.AddCustomer(account),
        ["products"] = account => ShopifyData.AddProduct(account, account.Dice.Pick(Kit.Data.Menu.All)),
    };

    public override IReadOnlyDictionary<string, Func<Account, Wishes, object>> Scenes { get; } = new Dictionary<string, Func<Account, Wishes, object>>(StringComparer.Ordinal)
    {
        ["sale"] = ShopifyTill.Sale,
        ["refund"] = (account, wishes) =>
        {
            wishes.Finish();
            var order = account["orders"].Live.LastOrDefault(item => item.Text("displayFinancialStatus") == "PAID") ?? throw new SteeringFault("No order is paid and not refunded.");
            return new { orderId = order.Id, refundId = ShopifyTill.Refund(account, order).Text("id") };
        },
        ["customer"] = (account, wishes) =>
        {
            wishes.Finish();
            return new { customerId = ShopifyData.AddCustomer(account).Id };
        },
    };

    public override void Map(Api api)
    {
        api.Open("POST", "/admin/oauth/access_token", Token);
        api.Post("/admin/api/{version}/graphql.json", call => new ShopifyGraph(call, this).Run());
    }

    public override void Fill(Account account) => ShopifyData.Fill(account);

    public override void Stamp(string collection, StoredObject item)
    {
        item.Body["createdAt"] ??= item.Created.IsoSeconds();
        item.Body["updatedAt"] = item.Updated.IsoSeconds();
    }

    public override void OnChange(Account account, string collection, ChangeKind kind, StoredObject item) => ShopifyEvents.Tell(this, account, collection, kind, item);

    public override void OnRevoked(Account account) => ShopifyEvents.Publish(this, account, "app/uninstalled", new JsonObject { ["id"] = 1, ["name"] = account.Name, ["domain"] = account.Id, ["myshopify_domain"] = account.Id });

    public override void Sign(HttpRequestMessage request, WebhookMessage message, Subscription subscription, Attempt attempt)
    {
        request.Headers.Add("X-Shopify-Topic", message.Type);
        request.Headers.Add("X-Shopify-Hmac-Sha256", Hmac.Sha256Base64(subscription.Secret, message.Body));
        request.Headers.Add("X-Shopify-Shop-Domain", message.AccountId);
        request.Headers.Add("X-Shopify-API-Version", "2026-07");
        request.Headers.Add("X-Shopify-Webhook-Id", Secrets.DeriveGuid($"{message.Id}:{subscription.Id}").ToString());
        request.Headers.Add("X-Shopify-Event-Id", message.Id);
        request.Headers.Add("X-Shopify-Triggered-At", attempt.First.Iso());
    }

    public override Account Authenticate(Call call)
    {
        var found = Simulation.Tokens.FindAccess(call.Header("X-Shopify-Access-Token")) ?? throw new Refusal(Unauthorized(call));
        call.Scopes = found.Scopes;
        return Simulation.Account(found.AccountId)!;
    }

    public override Answer Finish(Call call, Answer answer) => answer.With("X-Shopify-API-Version", call.Route("version")).With("X-Request-Id", Secrets.DeriveGuid(Secrets.Fresh(8)).ToString());

    public override Answer Unauthorized(Call call) => Answer.Of(401, new { errors = "[API] Invalid API key or access token (unrecognized login or wrong password)" });

    /// <summary>The usual throttle is status 200 with a code inside.</summary>
    public override Answer Throttled(TimeSpan retryAfter) => Answer.Ok(new
    {
        errors = new[] { new { message = "Throttled", extensions = new { code = "THROTTLED", documentation = "https://shopify.dev/api/usage/rate-limits" } } },
        extensions = new { cost = new { requestedQueryCost = 100, actualQueryCost = (int?)null, throttleStatus = new { maximumAvailable = 2000.0, currentlyAvailable = 0, restoreRate = 100.0 } } },
    });

    public override Answer Failed(int status) => Answer.Of(status, new { errors = status switch { 404 => "Not Found", 402 => "Unavailable Shop", 423 => "Locked", < 500 => "Bad Request", _ => "Internal Server Error" } });

    public override Answer Malformed(string why) => Answer.Of(400, new { errors = why });

    public override Answer ErrorInside() => Answer.Ok(new { errors = new[] { new { message = "Internal error. Looks like something went wrong on our end.", extensions = new { code = "INTERNAL_SERVER_ERROR", requestId = Secrets.DeriveGuid("shopify:error") } } } });

    private Answer Token(Call call)
    {
        if (call.Parameter("client_id") != ClientId || call.Parameter("client_secret") != ClientSecret)
        {
            return Answer.Of(400, new { error = "invalid_client", error_description = "The client id or secret is wrong." });
        }

        // Tokens run out only when that was asked for; refreshing always rotates.
        var expiring = call.Parameter("expiring") is "1" or "true" || call.Parameter("grant_type") is "refresh_token" or "client_credentials";
        var options = OAuth with { AccessLifetime = expiring ? TimeSpan.FromHours(1) : null, Refresh = _ => expiring ? RefreshRule.Rotates : RefreshRule.None, Grace = TimeSpan.FromHours(1) };
        if (call.Parameter("grant_type") == "client_credentials")
        {
            var own = Simulation.Tokens.IssueToClient(call, new Grant(ClientId, Accounts[0].Id, [], "", null, new Dictionary<string, string>()), options with { AccessLifetime = TimeSpan.FromDays(1) });
            return Answer.Ok(new { access_token = own.AccessToken, scope = "", expires_in = own.ExpiresIn });
        }

        var (issued, why) = call.Parameter("grant_type") == "refresh_token"
            ? Simulation.Tokens.Renew(call, call.Parameter("refresh_token"), ClientId, options)
            : Simulation.Tokens.Redeem(call, call.Parameter("code"), ClientId, null, null, options);
        return issued is null ? Answer.Of(400, new { error = "invalid_request", error_description = why })
            : expiring ? Answer.Ok(new { access_token = issued.AccessToken, scope = string.Join(',', issued.Grant.Scopes), expires_in = issued.ExpiresIn, refresh_token = issued.RefreshToken, refresh_token_expires_in = issued.RefreshExpiresIn })
            : Answer.Ok(new { access_token = issued.AccessToken, scope = string.Join(',', issued.Grant.Scopes) });
    }
}

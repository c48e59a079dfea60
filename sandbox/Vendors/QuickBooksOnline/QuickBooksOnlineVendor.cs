using BookedBarber.Sandbox.Kit;
using BookedBarber.Sandbox.Kit.Authorising;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.QuickBooksOnline;

/// <summary>QuickBooks Online: companies' books, by query, change data capture and writes with a sync token. After https://developer.intuit.com (minor version 75).</summary>
internal sealed class QuickBooksOnlineVendor : Vendor
{
    public override string Name => "quickbooks-online";

    public override string Title => "QuickBooks Online";

    public override IReadOnlyList<(string Id, string Name)> Accounts { get; } = [("9130350000000001", "Fade District LLC"), ("9130350000000002", "Golden Shears Inc")];

    public override IReadOnlyList<TimeSpan> WebhookRetries { get; } = [TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(50), TimeSpan.FromHours(2), TimeSpan.FromHours(4)];

    // The refresh token's value changes about once a day; the older one then stops working.
    public override OAuthOptions OAuth { get; } = new()
    {
        AuthorizePaths = ["/connect/oauth2"],
        TokenPaths = ["/oauth2/v1/tokens/bearer"],
        RevokePaths = ["/v2/oauth2/tokens/revoke"],
        Pkce = false,
        BasicOnly = true,
        AccessLifetime = TimeSpan.FromHours(1),
        RefreshLifetime = TimeSpan.FromDays(100),
        Refresh = _ => RefreshRule.Rotates,
        RotateAfter = TimeSpan.FromDays(1),
        NewAccess = () => $"eyJlbmMiOiJBMTI4Q0JDLUhTMjU2IiwiYWxnIjoiZGlyIn0..{Secrets.Fresh(120)}",
        NewRefresh = () => $"AB11{Secrets.Fresh(46)}",
        Extras = (_, account) => [new("realmId", account.Id)],
        Body = (_, issued) => new { access_token = issued.AccessToken, refresh_token = issued.RefreshToken, token_type = "bearer", expires_in = issued.ExpiresIn, x_refresh_token_expires_in = issued.RefreshExpiresIn },
        Refuse = (code, sentence, status) => Answer.Of(status, new { error = code, error_description = sentence }),
    };

    public override SandboxCredentials Credentials => Row($"eyJlbmMiOiJBMTI4Q0JDLUhTMjU2IiwiYWxnIjoiZGlyIn0..{Secrets.Derive("quickbooks:access", 120)}", $"AB11{Secrets.Derive("quickbooks:refresh", 46)}");

    public override IReadOnlyDictionary<string, Action<Account>> Streams { get; } = new Dictionary<string, Action<Account>>(StringComparer.Ordinal)
    {
        ["customers"] = account => QuickBooksOnlineData.AddCustomer(account),
        ["invoices"] = account => QuickBooksOnlineData.AddInvoice(account),
        ["payments"] = account => QuickBooksOnlineData.AddPayment(account, QuickBooksOnlineData.AddInvoice(account)),
        ["journals"] = account => QuickBooksOnlineData.AddJournal(account),
        ["sales"] = account => QuickBooksOnlineData.AddSalesReceipt(account),
    };

    public override IReadOnlyDictionary<string, Func<Account, Wishes, object>> Scenes { get; } = new Dictionary<string, Func<Account, Wishes, object>>(StringComparer.Ordinal)
    {
        ["invoice"] = (account, wishes) => Made(wishes, () => QuickBooksOnlineData.AddInvoice(account)),
        ["customer"] = (account, wishes) => Made(wishes, () => QuickBooksOnlineData.AddCustomer(account)),
        ["journal"] = (account, wishes) => Made(wishes, () => QuickBooksOnlineData.AddJournal(account)),
        ["sale"] = (account, wishes) => Made(wishes, () => QuickBooksOnlineData.AddSalesReceipt(account)),
        ["payment"] = (account, wishes) => Made(wishes, () => QuickBooksOnlineData.AddPayment(account, account["Invoice"].Live.LastOrDefault(item => item.Body.Amount("Balance") > 0) ?? throw new SteeringFault("No invoice is open."))),
    };

    public override void Map(Api api)
    {
        api.Open("GET", "/.well-known/openid_configuration", Discovery);
        api.Open("GET", "/.well-known/openid_sandbox_configuration", Discovery);
        QuickBooksOnlineApi.Map(api, this);
    }

    public override void Fill(Account account) => QuickBooksOnlineData.Fill(account);

    public override void Stamp(string collection, StoredObject item)
    {
        item.Body["SyncToken"] = (item.Version - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        item.Body["MetaData"] = new System.Text.Json.Nodes.JsonObject { ["CreateTime"] = Zoned(item.Created), ["LastUpdatedTime"] = Zoned(item.Updated) };
    }

    /// <summary>A notification names what changed and carries nothing of it. CloudEvents, the only form since May 2026.</summary>
    public override void OnChange(Account account, string collection, ChangeKind kind, StoredObject item)
    {
        var verb = kind switch { ChangeKind.Added => "created", ChangeKind.Changed => item.Text("PrivateNote") == "Voided" ? "voided" : "updated", _ => "deleted" };
        var (id, type) = (account.Dice.Guid().ToString(), $"qbo.{collection.ToLowerInvariant()}.{verb}.v1");
        Simulation.Webhooks.Publish(account.Id, type, _ => new WebhookMessage(id, account.Id, type, System.Text.Encoding.UTF8.GetBytes(new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject
        {
            ["specversion"] = "1.0", ["id"] = id, ["source"] = "intuit.dsnBgbseACLLRZNxo2dfc4evmEJdxde58xeeYcZliOU=", ["type"] = type, ["datacontenttype"] = "application/json", ["time"] = account.Now.Iso(),
            ["intuitentityid"] = item.Id, ["intuitaccountid"] = account.Id, ["data"] = new System.Text.Json.Nodes.JsonObject(),
        }).ToJsonString()), "application/json"));
    }

    public override void Sign(HttpRequestMessage request, WebhookMessage message, Subscription subscription, Attempt attempt) => request.Headers.Add("intuit-signature", Hmac.Sha256Base64(subscription.Secret, message.Body));

    public override Account Authenticate(Call call)
    {
        var account = base.Authenticate(call);
        return call.Route("realm") is { Length: > 0 } realm && realm != account.Id
            ? throw new Refusal(Fault(403, "AuthorizationFault", "3100", "message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403", "The token is not for this company."))
            : account;
    }

    public override Answer Finish(Call call, Answer answer) => answer.With("intuit_tid", $"1-{Secrets.Fresh(8)}-{Secrets.Fresh(24)}".ToLowerInvariant());

    public override Answer Unauthorized(Call call) => Answer.Of(401, new
    {
        fault = new { error = new[] { new { message = "message=AuthenticationFailed; errorCode=003200; statusCode=401", detail = "Token expired or invalid", code = "3200" } }, type = "AUTHENTICATION" }, time = call.Now.ToUnixTimeMilliseconds(),
    }).With("WWW-Authenticate", "Bearer realm=\"Intuit\", error=\"invalid_token\"");

    public override Answer Throttled(TimeSpan retryAfter) => Fault(429, "THROTTLE", "3001", "message=ThrottleExceeded; errorCode=003001; statusCode=429", "Too many requests");

    public override Answer Failed(int status) => status < 500
        ? Fault(status, "ValidationFault", status == 404 ? "610" : "2500", "An application error has occurred", "The request cannot be answered.")
        : Fault(status, "SystemFault", "10000", "An application error has occurred while processing your request", "System Failure Error");

    public override Answer Malformed(string why) => Fault(400, "ValidationFault", "2010", "Request has invalid or unsupported property", why);

    public static Answer Fault(int status, string type, string code, string message, string detail, string? element = null) =>
        Answer.Of(status, new { Fault = new { Error = new[] { new { Message = message, Detail = detail, code, element } }, type }, time = "2026-01-01T00:00:00.000-08:00" });

    public static Refusal Bad(string code, string message, string detail, string? element = null) => new(Fault(400, "ValidationFault", code, message, detail, element));

    private static string Zoned(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(-8)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);

    private static object Made(Wishes wishes, Func<StoredObject> make)
    {
        wishes.Finish();
        return new { id = make().Id };
    }

    private static Answer Discovery(Call call) => Answer.Ok(new
    {
        issuer = "https://oauth.platform.intuit.com/op/v1", authorization_endpoint = $"{call.Origin}/connect/oauth2", token_endpoint = $"{call.Origin}/oauth2/v1/tokens/bearer", revocation_endpoint = $"{call.Origin}/v2/oauth2/tokens/revoke",
        response_types_supported = new[] { "code" }, scopes_supported = new[] { "openid", "profile", "email", "com.intuit.quickbooks.accounting" }, token_endpoint_auth_methods_supported = new[] { "client_secret_post", "client_secret_basic" },
    });
}

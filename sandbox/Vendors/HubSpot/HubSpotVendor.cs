using System.Globalization;
using System.Security.Cryptography;
using BookedBarber.Sandbox.Kit;
using BookedBarber.Sandbox.Kit.Authorising;
using BookedBarber.Sandbox.Kit.Faults;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.HubSpot;

/// <summary>HubSpot: contacts, companies, deals, owners, lists, forms and campaigns of a portal. After https://developers.hubspot.com/docs.</summary>
internal sealed class HubSpotVendor : Vendor
{
    public const long AppId = 1_090_000;

    public override string Name => "hubspot";

    public override string Title => "HubSpot";

    public override IReadOnlyList<(string Id, string Name)> Accounts { get; } = [("48000001", "Fade District"), ("48000002", "Golden Shears")];

    /// <summary>HubSpot signs with the app's client secret.</summary>
    public override string WebhookSecret => ClientSecret;

    public override IReadOnlyList<TimeSpan> WebhookRetries { get; } = [.. Enumerable.Range(0, 10).Select(attempt => TimeSpan.FromMinutes(1 << Math.Min(attempt, 8)))];

    public override OAuthOptions OAuth { get; } = new()
    {
        AuthorizePaths = ["/oauth/authorize"],
        TokenPaths = ["/oauth/2026-03/token", "/oauth/2026-09/token", "/oauth/v3/token", "/oauth/v1/token"],
        RevokePaths = ["/oauth/2026-03/token/revoke", "/oauth/2026-09/token/revoke"],
        AccessLifetime = TimeSpan.FromMinutes(30),
        NewAccess = () => $"CN{Secrets.Fresh(200)}",
        NewRefresh = () => $"na1-{Secrets.Fresh(8)}-{Secrets.Fresh(36)}",
        Body = (_, issued) => new
        {
            access_token = issued.AccessToken, refresh_token = issued.RefreshToken, expires_in = issued.ExpiresIn, token_type = "bearer", token_use = "access_token", hub_id = long.Parse(issued.Grant.AccountId, CultureInfo.InvariantCulture), user_id = 91, scopes = issued.Grant.Scopes,
        },
        Refuse = (code, sentence, status) => Answer.Of(status, new { error = code, error_description = sentence, status = code == "invalid_grant" ? "BAD_REFRESH_TOKEN" : "BAD_CLIENT_ID", message = sentence }),
    };

    public override SandboxCredentials Credentials => Row($"CN{Secrets.Derive("hubspot:access", 200)}", $"na1-{Secrets.Derive("hubspot:refresh", 44)}", $"pat-na1-{Secrets.DeriveGuid("hubspot:private-app")}");

    public override IReadOnlyDictionary<string, Action<Account>> Streams { get; } = new Dictionary<string, Action<Account>>(StringComparer.Ordinal)
    {
        ["contacts"] = account => HubSpotData.AddContact(account),
        ["companies"] = account => HubSpotData.AddCompany(account),
        ["deals"] = account => HubSpotData.AddDeal(account),
    };

    public override IReadOnlyDictionary<string, Func<Account, Wishes, object>> Scenes { get; } = new Dictionary<string, Func<Account, Wishes, object>>(StringComparer.Ordinal)
    {
        ["lead"] = (account, wishes) => Made(wishes, () => HubSpotData.AddContact(account, new() { ["lifecyclestage"] = "lead", ["hs_lead_status"] = "NEW" })),
        ["company"] = (account, wishes) => Made(wishes, () => HubSpotData.AddCompany(account)),
        ["deal"] = (account, wishes) => Made(wishes, () => HubSpotData.AddDeal(account)),
        ["win-deal"] = (account, wishes) => Made(wishes, () => HubSpotData.Win(account)),
    };

    public override void Map(Api api)
    {
        api.Open("POST", "/oauth/2026-03/token/introspect", Introspect);
        api.Open("GET", "/oauth/v1/access-tokens/{token}", call => Describe(call.Route("token")));
        // Dated versions and the older v3 paths have the same shapes.
        foreach (var root in (string[])["/crm/objects/2026-09", "/crm/objects/2026-03", "/crm/v3/objects"])
        {
            HubSpotObjectsApi.Map(api, root, this);
        }

        HubSpotPortalApi.Map(api, this);
    }

    public override void Fill(Account account) => HubSpotData.Fill(account);

    public override void Stamp(string collection, StoredObject item)
    {
        if (item.Body["properties"] is System.Text.Json.Nodes.JsonObject properties)
        {
            properties["createdate"] = item.Created.Iso();
            properties["hs_object_id"] = item.Id;
            properties[HubSpotObjectsApi.ModifiedProperty(collection)] = item.Updated.Iso();
        }

        item.Body["createdAt"] = item.Created.Iso();
        item.Body["updatedAt"] = item.Updated.Iso();
        item.Body["archived"] = item.Deleted;
        if (item.Deleted)
        {
            item.Body["archivedAt"] = item.Updated.Iso();
        }
    }

    public override void OnChange(Account account, string collection, ChangeKind kind, StoredObject item) => HubSpotEvents.Tell(this, account, collection, kind, item);

    public override void Sign(HttpRequestMessage request, WebhookMessage message, Subscription subscription, Attempt attempt)
    {
        var at = attempt.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("X-HubSpot-Request-Timestamp", at);
        request.Headers.Add("X-HubSpot-Signature-v3", Hmac.Sha256Base64(subscription.Secret, "POST".Bytes(), Uri.UnescapeDataString(subscription.Url).Bytes(), message.Body, at.Bytes()));
        request.Headers.Add("X-HubSpot-Signature-Version", "v1");
        request.Headers.Add("X-HubSpot-Signature", Convert.ToHexStringLower(SHA256.HashData([.. subscription.Secret.Bytes(), .. message.Body])));
    }

    public override Account Authenticate(Call call) => call.Bearer() == Credentials.ApiKey ? Simulation.First : base.Authenticate(call);

    public override Answer Unauthorized(Call call) => Error(401, "INVALID_AUTHENTICATION", "Authentication credentials not found. This API supports OAuth 2.0 authentication.");

    public override Answer Throttled(TimeSpan retryAfter) => Answer.Of(429, new { status = "error", message = "You have reached your ten_secondly_rolling limit.", errorType = "RATE_LIMIT", correlationId = Secrets.DeriveGuid("hubspot:429"), policyName = "TEN_SECONDLY_ROLLING" })
        .With("Retry-After", ((int)retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture));

    public override IEnumerable<(string Name, string Value)> LimitHeaders(Budget budget, int remaining, DateTimeOffset reset) =>
    [
        ("X-HubSpot-RateLimit-Max", budget.Requests.ToString(CultureInfo.InvariantCulture)), ("X-HubSpot-RateLimit-Remaining", remaining.ToString(CultureInfo.InvariantCulture)),
        ("X-HubSpot-RateLimit-Interval-Milliseconds", ((long)budget.Per.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)),
    ];

    public override Answer Failed(int status) => Error(status, status switch { 404 => "OBJECT_NOT_FOUND", 403 => "MISSING_SCOPES", < 500 => "VALIDATION_ERROR", _ => "INTERNAL_ERROR" }, status == 404 ? "Resource not found." : "The request failed.");

    public override Answer Malformed(string why) => Error(400, "VALIDATION_ERROR", $"Invalid input JSON: {why}");

    public static Answer Error(int status, string category, string message) => Answer.Of(status, new { status = "error", message, correlationId = Secrets.DeriveGuid(message), category });

    public static Refusal Bad(string message) => new(Error(400, "VALIDATION_ERROR", message));

    public static Refusal Missing() => new(Error(404, "OBJECT_NOT_FOUND", "resource not found"));

    private Answer Introspect(Call call) => call.Field("client_id") == ClientId && call.Field("client_secret") == ClientSecret ? Describe(call.Field("token") ?? "") : Error(401, "INVALID_AUTHENTICATION", "The client id or secret is wrong.");

    private Answer Describe(string token)
    {
        var (account, scopes, expires) = Simulation.Tokens.FindAccess(token) is { } access ? (access.AccountId, access.Scopes, access.Expires)
            : Simulation.Tokens.FindRefresh(token) is { } refresh ? (refresh.AccountId, refresh.Scopes, (DateTimeOffset?)null)
            : (null, [], null);
        return account is null
            ? Answer.Ok(new { active = false })
            : Answer.Ok(new { active = true, token, hub_id = long.Parse(account, CultureInfo.InvariantCulture), user_id = 91, app_id = AppId, scopes, expires_in = expires is null ? 1800 : (long)(expires.Value - Simulation.Clock.GetUtcNow()).TotalSeconds, token_type = "access" });
    }

    private static object Made(Wishes wishes, Func<StoredObject> make)
    {
        wishes.Finish();
        return new { id = make().Id };
    }
}

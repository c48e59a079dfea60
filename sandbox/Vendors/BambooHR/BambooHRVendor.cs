using System.Globalization;
using BookedBarber.Sandbox.Kit;
using BookedBarber.Sandbox.Kit.Authorising;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.BambooHR;

/// <summary>BambooHR: employees, their tables, time off and time sheets of a company. After https://documentation.bamboohr.com.</summary>
internal sealed class BambooHRVendor : Vendor
{
    private static readonly string Key = Secrets.DeriveHex("bamboohr:key", 40);

    public override string Name => "bamboohr";

    public override string Title => "BambooHR";

    public override IReadOnlyList<(string Id, string Name)> Accounts { get; } = [("fadedistrict", "Fade District"), ("goldenshears", "Golden Shears")];

    public override IReadOnlyList<TimeSpan> WebhookRetries { get; } = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(40), TimeSpan.FromMinutes(80)];

    public override OAuthOptions OAuth { get; } = new()
    {
        AuthorizePaths = ["/authorize.php"],
        TokenPaths = ["/token.php"],
        Pkce = false,
        AccessLifetime = TimeSpan.FromHours(1),
        Refresh = _ => RefreshRule.Rotates,
        Grace = TimeSpan.FromMinutes(5),
        Offline = grant => grant.Scopes.Contains("offline_access"),
        Body = (_, issued) => new { access_token = issued.AccessToken, token_type = "Bearer", expires_in = issued.ExpiresIn, refresh_token = issued.RefreshToken, scope = string.Join(' ', issued.Grant.Scopes), companyDomain = issued.Grant.AccountId },
    };

    public override SandboxCredentials Credentials => Row(Secrets.Derive("bamboohr:access", 64), Secrets.Derive("bamboohr:refresh", 64), Key);

    public override IReadOnlyDictionary<string, Action<Account>> Streams { get; } = new Dictionary<string, Action<Account>>(StringComparer.Ordinal)
    {
        ["employees"] = account => BambooHRData.AddEmployee(account),
        ["time-off"] = account => BambooHRData.AddTimeOff(account),
        ["time-sheets"] = account => BambooHRData.AddTimesheetEntry(account),
    };

    public override IReadOnlyDictionary<string, Func<Account, Wishes, object>> Scenes { get; } = new Dictionary<string, Func<Account, Wishes, object>>(StringComparer.Ordinal)
    {
        ["employee"] = (account, wishes) =>
        {
            wishes.Finish();
            return new { employeeId = BambooHRData.AddEmployee(account).Id };
        },
        ["time-off"] = (account, wishes) =>
        {
            wishes.Finish();
            return new { requestId = BambooHRData.AddTimeOff(account).Id };
        },
        ["terminate"] = BambooHRData.Terminate,
    };

    public override void Map(Api api)
    {
        // The company's own host, and the older gateway that names the company in the path.
        foreach (var root in (string[])["/api", "/api/gateway.php/{company}"])
        {
            BambooHREmployeesApi.Map(api, root, this);
            BambooHRTimeApi.Map(api, root);
            BambooHRWebhooksApi.Map(api, root, this);
        }
    }

    public override void Fill(Account account) => BambooHRData.Fill(account);

    public override void OnChange(Account account, string collection, ChangeKind kind, StoredObject item) => BambooHRWebhooksApi.Tell(this, account, collection, kind, item);

    public override void Sign(HttpRequestMessage request, WebhookMessage message, Subscription subscription, Attempt attempt)
    {
        var at = attempt.At.IsoSeconds();
        request.Headers.Add("X-BambooHR-Timestamp", at);
        request.Headers.Add("X-BambooHR-Signature", Hmac.Sha256Hex(subscription.Secret, message.Body, at.Bytes()));
    }

    public override Account Authenticate(Call call)
    {
        if (call.Basic() is { } basic)
        {
            return basic.User == Key ? Simulation.First : throw new Refusal(Unauthorized(call));
        }

        var account = base.Authenticate(call);
        return call.Route("company") is { Length: > 0 } company && company != account.Id ? throw new Refusal(Failed(403)) : account;
    }

    public override Answer Unauthorized(Call call) => Answer.Empty(401).With("X-BambooHR-Error-Message", "The token or API key is not valid.");

    public override Answer Throttled(TimeSpan retryAfter) => Answer.Empty(429).With("Retry-After", ((int)retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture)).With("X-BambooHR-Error-Message", "Too many requests.");

    public override Answer Failed(int status) => Problem(status, status switch { 404 => "Not found", 403 => "You do not have permission.", 503 => "Service unavailable", _ => "The request failed." });

    public override Answer Malformed(string why) => Problem(400, why);

    public override Answer ErrorInside() => Answer.Ok(new { error = new { code = 429, message = "Too many requests." } });

    public static Answer Problem(int status, string detail) => Answer.Of(status, new { type = "about:blank", title = detail, status, detail }, "application/problem+json").With("X-BambooHR-Error-Message", detail);

    public static Refusal Missing() => new(Problem(404, "Not found"));
}

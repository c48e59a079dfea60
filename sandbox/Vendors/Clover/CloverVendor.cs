using BookedBarber.Sandbox.Kit;
using BookedBarber.Sandbox.Kit.Authorising;
using BookedBarber.Sandbox.Kit.Faults;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.Clover;

/// <summary>Clover: merchants, items, orders, payments, customers, employees, devices. After https://docs.clover.com.</summary>
internal sealed class CloverVendor : Vendor
{
    public override string Name => "clover";

    public override string Title => "Clover";

    public override IReadOnlyList<(string Id, string Name)> Accounts { get; } = [("FADEDISTRICT1", "Fade District"), ("GOLDENSHEARS2", "Golden Shears")];

    /// <summary>Clover signs nothing: this is the code that every message carries.</summary>
    public override string WebhookSecret => Secrets.DeriveGuid("clover:webhook").ToString();

    public override IReadOnlyList<TimeSpan> WebhookRetries { get; } = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    // Refresh tokens are for one use, and renewing needs no secret. Permissions are ticked on the app, not asked for.
    public override OAuthOptions OAuth { get; } = new()
    {
        AuthorizePaths = ["/oauth/v2/authorize"],
        TokenPaths = ["/oauth/v2/token"],
        RefreshPaths = ["/oauth/v2/refresh"],
        GrantTypeOptional = true,
        RedirectAtExchange = false,
        SecretBesideVerifier = false,
        RefreshNeedsSecret = false,
        AccessLifetime = TimeSpan.FromMinutes(30),
        RefreshLifetime = TimeSpan.FromDays(365),
        Refresh = _ => RefreshRule.Rotates,
        ReuseEndsFamily = true,
        Extras = (_, account) => [new("merchant_id", account.Id), new("client_id", "sandbox-clover"), new("employee_id", "OWNEREMPLOYEE")],
        Body = (_, issued) => new { access_token = issued.AccessToken, access_token_expiration = issued.AccessExpires?.ToUnixTimeSeconds(), refresh_token = issued.RefreshToken, refresh_token_expiration = issued.RefreshExpires?.ToUnixTimeSeconds() },
        Refuse = (code, sentence, status) => Answer.Of(status, new { message = code == "invalid_grant" ? $"Failed to validate authentication code. {sentence}" : sentence }),
    };

    public override SandboxCredentials Credentials => Row(Secrets.DeriveGuid("clover:access").ToString(), Secrets.Derive("clover:refresh", 40), Secrets.DeriveGuid("clover:merchant-token").ToString());

    public override IReadOnlyDictionary<string, Action<Account>> Streams { get; } = new Dictionary<string, Action<Account>>(StringComparer.Ordinal)
    {
        ["sales"] = account => CloverTill.RingUp(account),
        ["customers"] = account => CloverData.AddCustomer(account),
        ["employees"] = account => CloverData.AddEmployee(account),
        ["shifts"] = account => CloverData.AddShift(account),
    };

    public override IReadOnlyDictionary<string, Func<Account, Wishes, object>> Scenes { get; } = new Dictionary<string, Func<Account, Wishes, object>>(StringComparer.Ordinal)
    {
        ["sale"] = CloverTill.Sale,
        ["refund"] = CloverTill.RefundLatest,
        ["customer"] = (account, wishes) => Made(wishes, () => CloverData.AddCustomer(account)),
        ["employee"] = (account, wishes) => Made(wishes, () => CloverData.AddEmployee(account)),
    };

    public override void Map(Api api)
    {
        CloverReadApi.Map(api, this);
        CloverWriteApi.Map(api);
    }

    public override void Fill(Account account) => CloverData.Fill(account);

    public override void Stamp(string collection, StoredObject item)
    {
        item.Body["createdTime"] ??= item.Created.ToUnixTimeMilliseconds();
        item.Body["modifiedTime"] = item.Updated.ToUnixTimeMilliseconds();
        if (item.Deleted)
        {
            item.Body["deletedTime"] = item.Updated.ToUnixTimeMilliseconds();
        }
    }

    /// <summary>A message names what changed by a letter and an id, and carries nothing of it.</summary>
    public override void OnChange(Account account, string collection, ChangeKind kind, StoredObject item)
    {
        if (collection switch { "orders" => "O", "payments" => "P", "customers" => "C", "items" => "I", "employees" => "E", "categories" => "IC", _ => null } is not { } letter)
        {
            return;
        }

        var type = kind switch { ChangeKind.Added => "CREATE", ChangeKind.Changed => "UPDATE", _ => "DELETE" };
        var at = account.Now.ToUnixTimeMilliseconds();
        Simulation.Webhooks.Publish(account.Id, $"{letter}:{type}", _ => WebhookMessage.Json($"{letter}:{item.Id}:{type}:{at}", account.Id, $"{letter}:{type}", new System.Text.Json.Nodes.JsonObject
        {
            ["appId"] = ClientId,
            ["merchants"] = new System.Text.Json.Nodes.JsonObject { [account.Id] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["objectId"] = $"{letter}:{item.Id}", ["type"] = type, ["ts"] = at }) },
        }));
    }

    public override void Sign(HttpRequestMessage request, WebhookMessage message, Subscription subscription, Attempt attempt) => request.Headers.TryAddWithoutValidation("X-Clover-Auth", subscription.Secret);

    /// <summary>The address is sent a code first, which a person copies back into the dashboard.</summary>
    public override async Task<string?> VerifyAsync(Subscription subscription, HttpClient http, CancellationToken cancellationToken)
    {
        using var content = new StringContent($$"""{"verificationCode":"{{Secrets.DeriveGuid("clover:verification")}}"}""", System.Text.Encoding.UTF8, "application/json");
        try
        {
            using var answer = await http.PostAsync(new Uri(subscription.Url), content, cancellationToken);
            return (int)answer.StatusCode == 200 ? null : $"The address answers {(int)answer.StatusCode} to the verification code; it must answer 200.";
        }
        catch (HttpRequestException fault)
        {
            return $"The address does not answer: {fault.Message}";
        }
    }

    /// <summary>A token is bound to one merchant; another one in the path is refused like a bad token.</summary>
    public override Account Authenticate(Call call)
    {
        var account = call.Bearer() == Credentials.ApiKey ? Simulation.First : base.Authenticate(call);
        return call.Route("mId") is { Length: > 0 } merchant && merchant != account.Id ? throw new Refusal(Unauthorized(call)) : account;
    }

    public override Answer Unauthorized(Call call) => Answer.Of(401, new { message = "401 Unauthorized" });

    public override Answer MissingScope(Call call, string scope) => Unauthorized(call);

    public override Answer Throttled(TimeSpan retryAfter) => Answer.Of(429, new { message = "429 Too Many Requests" }).With("X-RateLimit-tokenLimit", "16").With("retry-after", ((int)retryAfter.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture));

    public override IEnumerable<(string Name, string Value)> LimitHeaders(Budget budget, int remaining, DateTimeOffset reset) => remaining > 0 ? [] : [("X-RateLimit-tokenLimit", budget.Requests.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    public override Answer Failed(int status) => Answer.Of(status, new { message = status switch { 404 => "Not Found", 400 => "Bad Request", 503 => "Service Unavailable", _ => "Internal Server Error" } });

    public override Answer Malformed(string why) => Answer.Of(400, new { message = why });

    public static Refusal Bad(string message) => new(Answer.Of(400, new { message }));

    public static Refusal Missing() => new(Answer.Of(404, new { message = "Not Found" }));

    private static object Made(Wishes wishes, Func<StoredObject> make)
    {
        wishes.Finish();
        return new { id = make().Id };
    }
}

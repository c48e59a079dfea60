using System.Globalization;
using BookedBarber.Sandbox.Kit;
using BookedBarber.Sandbox.Kit.Authorising;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.Mailchimp;

/// <summary>Mailchimp: audiences, members with tags and consent, campaigns and reports. After https://mailchimp.com/developer/marketing/api (3.0).</summary>
internal sealed class MailchimpVendor : Vendor
{
    private static readonly string Key = $"{Secrets.DeriveHex("mailchimp:key", 32)}-us6";

    public override string Name => "mailchimp";

    public override string Title => "Mailchimp";

    public override IReadOnlyList<(string Id, string Name)> Accounts { get; } = [("fade0district1", "Fade District"), ("golden0shears2", "Golden Shears")];

    public override IReadOnlyList<TimeSpan> WebhookRetries { get; } = [.. Enumerable.Repeat(TimeSpan.FromMinutes(20), 20)];

    // No scopes, no expiry, no refresh token: a token works until the person or the app is removed.
    public override OAuthOptions OAuth { get; } = new()
    {
        AuthorizePaths = ["/oauth2/authorize"],
        TokenPaths = ["/oauth2/token"],
        Pkce = false,
        Refresh = _ => RefreshRule.None,
        NewAccess = () => Secrets.Fresh(32).ToLowerInvariant(),
        Body = (_, issued) => new System.Text.Json.Nodes.JsonObject { ["access_token"] = issued.AccessToken, ["expires_in"] = 0, ["scope"] = null },
    };

    public override SandboxCredentials Credentials => Row(Secrets.DeriveHex("mailchimp:access", 32), apiKey: Key);

    public override IReadOnlyDictionary<string, Action<Account>> Streams { get; } = new Dictionary<string, Action<Account>>(StringComparer.Ordinal)
    {
        ["members"] = account => MailchimpData.AddMember(account, account["lists"].Live[0].Id),
        ["campaigns"] = account => MailchimpData.AddCampaign(account),
    };

    public override IReadOnlyDictionary<string, Func<Account, Wishes, object>> Scenes { get; } = new Dictionary<string, Func<Account, Wishes, object>>(StringComparer.Ordinal)
    {
        ["subscribe"] = (account, wishes) =>
        {
            wishes.Finish();
            var member = MailchimpData.AddMember(account, account["lists"].Live[0].Id, subscribed: true);
            return new { memberId = member.Text("id"), email = member.Text("email_address") };
        },
        ["unsubscribe"] = (account, wishes) =>
        {
            var email = wishes.Text("email");
            wishes.Finish();
            var member = account["members"].Live.LastOrDefault(item => item.Text("status") == "subscribed" && (email is null || item.Text("email_address") == email)) ?? throw new SteeringFault($"Nobody is subscribed as '{email}'.");
            account["members"].Change(member.Id, body => body["status"] = "unsubscribed");
            return new { memberId = member.Text("id"), email = member.Text("email_address") };
        },
        ["campaign"] = (account, wishes) =>
        {
            wishes.Finish();
            return new { campaignId = MailchimpData.AddCampaign(account).Id };
        },
    };

    public override void Map(Api api)
    {
        api.Get("/oauth2/metadata", call => Answer.Ok(new { dc = "us6", role = "owner", accountname = call.Account.Name, user_id = 7, login = new { email = "owner@example.com", login_id = 7, login_name = "owner" }, login_url = "https://login.mailchimp.com", api_endpoint = call.Origin }));
        MailchimpListsApi.Map(api, this);
        MailchimpMembersApi.Map(api, this);
        MailchimpCampaignsApi.Map(api, this);
        MailchimpWebhooksApi.Map(api, this);
    }

    public override void Fill(Account account) => MailchimpData.Fill(account);

    public override void Stamp(string collection, StoredObject item)
    {
        if (collection == "members")
        {
            item.Body["last_changed"] = Zoned(item.Updated);
        }
    }

    public override void OnChange(Account account, string collection, ChangeKind kind, StoredObject item) => MailchimpWebhooksApi.Tell(this, account, collection, kind, item);

    /// <summary>Signing is optional and new; a hook made without it carries nothing, and its address is its secret.</summary>
    public override void Sign(HttpRequestMessage request, WebhookMessage message, Subscription subscription, Attempt attempt)
    {
        request.Headers.UserAgent.ParseAdd("MailChimp");
        if (subscription.Secret.Length > 0)
        {
            var at = attempt.At.ToUnixTimeSeconds();
            request.Headers.TryAddWithoutValidation("X-Mailchimp-Signature", $"t={at},v1={Hmac.Sha256Hex(subscription.Secret, $"{at}.".Bytes(), message.Body)}");
        }
    }

    /// <summary>An address is asked by GET first, and must answer 200.</summary>
    public override async Task<string?> VerifyAsync(Subscription subscription, HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(subscription.Url), cancellationToken);
            return answer.IsSuccessStatusCode ? null : $"The address answers {(int)answer.StatusCode} to a GET; it must answer 200.";
        }
        catch (HttpRequestException fault)
        {
            return $"The address does not answer: {fault.Message}";
        }
    }

    public override Account Authenticate(Call call)
    {
        if (call.Basic() is { } basic)
        {
            return basic.Password == Key ? Simulation.First : throw new Refusal(Unauthorized(call));
        }

        var found = Simulation.Tokens.FindAccess(call.Bearer() ?? call.Bearer("OAuth")) ?? throw new Refusal(Unauthorized(call));
        return Simulation.Account(found.AccountId)!;
    }

    public override Answer Unauthorized(Call call) => Problem(401, "API Key Invalid", "Your API key may be invalid, or you've attempted to access the wrong datacenter.");

    public override Answer Throttled(TimeSpan retryAfter) => Problem(429, "Too Many Requests", "You have exceeded the limit of 10 simultaneous connections.");

    public override Answer Failed(int status) => Problem(status, status switch { 404 => "Resource Not Found", 403 => "Forbidden", < 500 => "Invalid Resource", _ => "Internal Server Error" }, status == 404 ? "The requested resource could not be found." : "The request failed.");

    public override Answer Malformed(string why) => Problem(400, "JSON Parse Error", why);

    public static Answer Problem(int status, string title, string detail, object? errors = null) =>
        Answer.Of(status, new { type = "https://mailchimp.com/developer/marketing/docs/errors/", title, status, detail, instance = Secrets.DeriveGuid(detail), errors }, "application/problem+json; charset=utf-8");

    public static Refusal Missing() => new(Problem(404, "Resource Not Found", "The requested resource could not be found."));

    public static string Zoned(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);
}

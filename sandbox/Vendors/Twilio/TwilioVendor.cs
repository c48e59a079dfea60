using System.Text;
using BookedBarber.Sandbox.Kit;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.Twilio;

/// <summary>Twilio: text messages sent and received, their delivery state and opt-out keywords. After https://www.twilio.com/docs/messaging/api.</summary>
internal sealed class TwilioVendor : Vendor
{
    private static readonly string KeySid = $"SK{Secrets.DeriveHex("twilio:key", 32)}";
    private static readonly string KeySecret = Secrets.Derive("twilio:key-secret", 32);

    public static string AuthToken { get; } = Secrets.DeriveHex("twilio:token", 32);

    public override string Name => "twilio";

    public override string Title => "Twilio";

    public override IReadOnlyList<(string Id, string Name)> Accounts { get; } = [($"AC{Secrets.DeriveHex("twilio:account", 32)}", "Fade District")];

    /// <summary>Webhooks are signed with the account's own token.</summary>
    public override string WebhookSecret => AuthToken;

    /// <summary>Without an override in the address nothing is tried again; one retry stands for it.</summary>
    public override IReadOnlyList<TimeSpan> WebhookRetries { get; } = [TimeSpan.FromSeconds(15)];

    /// <summary>The user of HTTP Basic is the account id or the key's id: <c>apiKey</c> is written <c>SK…:secret</c>, and <c>accessToken</c> is the account's token.</summary>
    public override SandboxCredentials Credentials => Row(AuthToken, apiKey: $"{KeySid}:{KeySecret}", client: false);

    public override IReadOnlyDictionary<string, Action<Account>> Streams { get; } = new Dictionary<string, Action<Account>>(StringComparer.Ordinal)
    {
        ["messages"] = account => TwilioMessages.Draw(account),
    };

    public override IReadOnlyDictionary<string, Func<Account, Wishes, object>> Scenes => new Dictionary<string, Func<Account, Wishes, object>>(StringComparer.Ordinal)
    {
        ["message"] = (account, wishes) => TwilioMessages.Receive(this, account, wishes),
        ["deliver"] = (account, wishes) => TwilioMessages.Settle(this, account, wishes),
    };

    public override void Map(Api api)
    {
        api.Open("POST", "/v2/token", Token);
        TwilioApi.Map(api, this);
    }

    public override void Fill(Account account)
    {
        TwilioMessages.AddNumber(account, "+12125550100");
        TwilioMessages.AddNumber(account, "+12125550101");
        Kit.Data.Filling.Times(60, () => TwilioMessages.Draw(account));
    }

    public override void Stamp(string collection, StoredObject item) => item.Body["date_updated"] = TwilioMessages.Date(item.Updated);

    /// <summary>SHA-1 over the address and every form field, sorted by name, without separators.</summary>
    public override void Sign(HttpRequestMessage request, WebhookMessage message, Subscription subscription, Attempt attempt)
    {
        var text = new StringBuilder(subscription.Url);
        foreach (var (name, value) in message.Fields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append(value);
        }

        request.Headers.Add("X-Twilio-Signature", Hmac.Sha1Base64(subscription.Secret, text.ToString().Bytes()));
    }

    public override bool RetriesAfter(int status) => status is 0 or >= 500;

    public override Account Authenticate(Call call)
    {
        var account = call.Basic() is { } basic
            ? (basic == (Accounts[0].Id, AuthToken) || basic == (KeySid, KeySecret) ? Simulation.First : throw new Refusal(Unauthorized(call)))
            : base.Authenticate(call);
        return call.Route("account") is { Length: > 0 } wanted && wanted != account.Id ? throw Missing($"The requested resource {call.Request.Path} was not found") : account;
    }

    public override Answer Unauthorized(Call call) => Error(401, 20003, "Authenticate");

    public override Answer Throttled(TimeSpan retryAfter) => Error(429, 20429, "Too Many Requests");

    public override Answer Failed(int status) => status == 404 ? Error(404, 20404, "The requested resource was not found") : Error(status, status < 500 ? 20001 : 20500, status < 500 ? "Bad request" : "Internal server error");

    public override Answer Malformed(string why) => Error(400, 20001, why);

    public static Answer Error(int status, int code, string message) => Answer.Of(status, new { code, message, more_info = $"https://www.twilio.com/docs/errors/{code}", status });

    public static Refusal Bad(int code, string message) => new(Error(400, code, message));

    public static Refusal Missing(string message) => new(Error(404, 20404, message));

    private Answer Token(Call call)
    {
        if (call.Field("grant_type") != "client_credentials" || call.Field("client_id") != ClientId || call.Field("client_secret") != ClientSecret)
        {
            return Error(401, 20003, "Authenticate");
        }

        var options = new Kit.Authorising.OAuthOptions { AuthorizePaths = [], TokenPaths = [], AccessLifetime = TimeSpan.FromHours(1), Body = (_, _) => new { } };
        var issued = Simulation.Tokens.IssueToClient(call, new(ClientId, Accounts[0].Id, [], "", null, new Dictionary<string, string>()), options);
        return Answer.Ok(new { access_token = issued.AccessToken, token_type = "Bearer", expires_in = issued.ExpiresIn });
    }
}

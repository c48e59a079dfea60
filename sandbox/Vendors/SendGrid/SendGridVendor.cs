using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BookedBarber.Sandbox.Kit;
using BookedBarber.Sandbox.Kit.Faults;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.SendGrid;

/// <summary>SendGrid: mail, suppressions, statistics and signed events. After https://www.twilio.com/docs/sendgrid/api-reference.</summary>
internal sealed class SendGridVendor : Vendor
{
    private static readonly string Key = $"SG.{Secrets.Derive("sendgrid:key", 22)}.{Secrets.Derive("sendgrid:key-secret", 43)}";

    // The private key follows from the vendor's name, so that the public one is the same on every start. It signs nothing but this sandbox's events.
    private static readonly ECDsa Signer = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = SHA256.HashData(Encoding.UTF8.GetBytes("sandbox:sendgrid:signer")) });

    public override string Name => "sendgrid";

    public override string Title => "SendGrid";

    public override IReadOnlyList<(string Id, string Name)> Accounts { get; } = [("fade-district", "Fade District")];

    /// <summary>Not a secret at all: the public key, with which a receiver checks events.</summary>
    public override string WebhookSecret => PublicKey;

    public static string PublicKey { get; } = Convert.ToBase64String(Signer.ExportSubjectPublicKeyInfo());

    public override IReadOnlyList<TimeSpan> WebhookRetries { get; } = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(16)];

    public override SandboxCredentials Credentials => Row(apiKey: Key, client: false);

    public override IReadOnlyDictionary<string, Action<Account>> Streams { get; } = new Dictionary<string, Action<Account>>(StringComparer.Ordinal)
    {
        ["bounces"] = account => SendGridMail.Suppress(account, "bounces", Kit.Data.Person.Draw(account.Dice).Email),
        ["unsubscribes"] = account => SendGridMail.Suppress(account, "unsubscribes", Kit.Data.Person.Draw(account.Dice).Email),
        ["messages"] = account => SendGridMail.Draw(account),
    };

    public override IReadOnlyDictionary<string, Func<Account, Wishes, object>> Scenes => SendGridMail.Kinds.ToDictionary(kind => kind, kind => (Func<Account, Wishes, object>)((account, wishes) => SendGridMail.Happen(this, account, wishes, kind)), StringComparer.Ordinal);

    public override void Map(Api api)
    {
        SendGridMailApi.Map(api, this);
        SendGridSuppressionsApi.Map(api, this);
        SendGridWebhooksApi.Map(api, this);
    }

    public override void Fill(Account account)
    {
        Kit.Data.Filling.Times(40, () => SendGridMail.Draw(account));
        foreach (var list in SendGridMail.Lists)
        {
            Kit.Data.Filling.Times(4, () => SendGridMail.Suppress(account, list, Kit.Data.Person.Draw(account.Dice).Email));
        }
    }

    /// <summary>ECDSA over time and body; the body ends with CR LF, which belongs to it.</summary>
    public override void Sign(HttpRequestMessage request, WebhookMessage message, Subscription subscription, Attempt attempt)
    {
        if (subscription.Secret.Length == 0)
        {
            return;
        }

        var at = attempt.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var stranger = attempt.Forged ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : null;
        var signature = (stranger ?? Signer).SignData([.. at.Bytes(), .. message.Body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        request.Headers.Add("X-Twilio-Email-Event-Webhook-Timestamp", at);
        request.Headers.Add("X-Twilio-Email-Event-Webhook-Signature", Convert.ToBase64String(signature));
    }

    public override Account Authenticate(Call call) => call.Bearer() == Key ? Simulation.First : throw new Refusal(Unauthorized(call));

    public override Answer Unauthorized(Call call) => Error(401, "The provided authorization grant is invalid, expired, or revoked");

    public override Answer Throttled(TimeSpan retryAfter) => Error(429, "too many requests").With("X-RateLimit-Remaining", "0").With("X-RateLimit-Reset", (Simulation.Clock.GetUtcNow() + retryAfter).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    public override IEnumerable<(string Name, string Value)> LimitHeaders(Budget budget, int remaining, DateTimeOffset reset) =>
        [("X-RateLimit-Limit", budget.Requests.ToString(CultureInfo.InvariantCulture)), ("X-RateLimit-Remaining", remaining.ToString(CultureInfo.InvariantCulture)), ("X-RateLimit-Reset", reset.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))];

    public override Answer Failed(int status) => Error(status, status switch { 404 => "Not Found", 403 => "access forbidden", < 500 => "Bad Request", _ => "Internal Server Error" });

    public override Answer Malformed(string why) => Error(400, $"Bad Request: {why}");

    public static Answer Error(int status, string message, string? field = null) => Answer.Of(status, new System.Text.Json.Nodes.JsonObject { ["errors"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["message"] = message, ["field"] = field, ["help"] = null }) });

    public static Refusal Bad(string message, string field) => new(Error(400, message, field));
}

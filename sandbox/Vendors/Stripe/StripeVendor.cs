using BookedBarber.Sandbox.Kit;
using BookedBarber.Sandbox.Kit.Authorising;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.Stripe;

/// <summary>Stripe Connect: a platform and its connected accounts, charges, fees, payouts, transfers, disputes. After https://docs.stripe.com/api.</summary>
internal sealed class StripeVendor : Vendor
{
    public const string Platform = "acct_1SandboxPlatform0";

    public override string Name => "stripe";

    public override string Title => "Stripe";

    public override IReadOnlyList<(string Id, string Name)> Accounts { get; } = [("acct_1FadeDistrict0001", "Fade District"), ("acct_1GoldenShears0002", "Golden Shears"), (Platform, "Platform")];

    public override string WebhookSecret => $"whsec_{base.WebhookSecret}";

    public override IReadOnlyList<TimeSpan> WebhookRetries { get; } = [TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), TimeSpan.FromHours(3)];

    public static string SecretKey { get; } = $"sk_test_{Secrets.Derive("stripe:key", 48)}";

    public override OAuthOptions OAuth { get; } = new()
    {
        AuthorizePaths = ["/oauth/authorize", "/express/oauth/authorize"],
        TokenPaths = [],
        Pkce = false,
        Body = (_, _) => new { },
    };

    public override SandboxCredentials Credentials => Row(SecretKey, apiKey: SecretKey);

    public override IReadOnlyDictionary<string, Action<Account>> Streams { get; } = new Dictionary<string, Action<Account>>(StringComparer.Ordinal)
    {
        ["charges"] = account => StripeLedger.Charge(account, StripeLedger.Draw(account)),
        ["customers"] = account => StripeData.AddCustomer(account),
        ["payouts"] = account => StripeLedger.Payout(account),
    };

    public override IReadOnlyDictionary<string, Func<Account, Wishes, object>> Scenes { get; } = new Dictionary<string, Func<Account, Wishes, object>>(StringComparer.Ordinal)
    {
        ["sale"] = StripeScenes.Sale,
        ["refund"] = StripeScenes.Refund,
        ["customer"] = StripeScenes.Customer,
        ["dispute"] = StripeScenes.Dispute,
        ["payout"] = StripeScenes.Payout,
    };

    public override void Map(Api api)
    {
        StripeConnectApi.Map(api, this);
        StripeReadApi.Map(api, this);
        StripeWriteApi.Map(api, this);
    }

    public override void Fill(Account account) => StripeData.Fill(account);

    public override void OnChange(Account account, string collection, ChangeKind kind, StoredObject item) => StripeEvents.Tell(this, account, collection, kind, item);

    public override void OnRevoked(Account account) => StripeEvents.Publish(this, account, "account.application.deauthorized", new() { ["id"] = "ca_sandbox", ["object"] = "application", ["name"] = "BookedBarber" });

    public override void Sign(HttpRequestMessage request, WebhookMessage message, Subscription subscription, Attempt attempt)
    {
        var at = attempt.At.ToUnixTimeSeconds();
        request.Headers.TryAddWithoutValidation("Stripe-Signature", $"t={at},v1={Hmac.Sha256Hex(subscription.Secret, $"{at}.".Bytes(), message.Body)}");
    }

    /// <summary>The platform's key, for itself or (by header) for a connected account; or a connected account's own token.</summary>
    public override Account Authenticate(Call call)
    {
        var key = call.Bearer() ?? call.Basic()?.User;
        if (key == SecretKey)
        {
            var wanted = call.Header("Stripe-Account") ?? Platform;
            return Simulation.Account(wanted) ?? throw new Refusal(Error(403, "invalid_request_error", "account_invalid", $"The provided key does not have access to account '{wanted}' (or that account does not exist)."));
        }

        var token = Simulation.Tokens.FindAccess(key) ?? throw new Refusal(Unauthorized(call));
        return Simulation.Account(token.AccountId)!;
    }

    public override Answer Finish(Call call, Answer answer) => answer.With("Request-Id", $"req_{Secrets.Fresh(14)}").With("Stripe-Version", call.Header("Stripe-Version") ?? "2026-07-29.dahlia");

    public override Answer Unauthorized(Call call) => Error(401, "invalid_request_error", null, "Invalid API Key provided.");

    public override Answer Throttled(TimeSpan retryAfter) => Error(429, "invalid_request_error", "rate_limit", "Request rate limit exceeded.").With("Stripe-Should-Retry", "true");

    public override Answer Failed(int status) => status == 404
        ? Error(404, "invalid_request_error", "resource_missing", "Unrecognized request URL.")
        : Error(status, status < 500 ? "invalid_request_error" : "api_error", null, status < 500 ? "The request is invalid." : "An unknown error occurred.");

    public override Answer Malformed(string why) => Error(400, "invalid_request_error", null, why);

    public static Answer Error(int status, string type, string? code, string message, string? param = null) => Answer.Of(status, new { error = new { type, code, message, param } });

    public static Refusal Bad(string message, string? param = null, string? code = null) => new(Error(400, "invalid_request_error", code ?? "parameter_invalid", message, param));

    public static Refusal Missing(string what, string id) => new(Error(404, "invalid_request_error", "resource_missing", $"No such {what}: '{id}'", "id"));
}

using BookedBarber.Sandbox.Kit;
using BookedBarber.Sandbox.Kit.Authorising;
using BookedBarber.Sandbox.Kit.Faults;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.Square;

/// <summary>Square: point of sale, catalogue, team, customers, bookings. After https://developer.squareup.com/reference/square (version 2025-08-20).</summary>
internal sealed class SquareVendor : Vendor
{
    public override string Name => "square";

    public override string Title => "Square";

    public override IReadOnlyList<(string Id, string Name)> Accounts { get; } = [("MLFADEDISTRICT1", "Fade District"), ("MLGOLDENSHEARS2", "Golden Shears")];

    public override IReadOnlyList<TimeSpan> WebhookRetries { get; } =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(8), TimeSpan.FromMinutes(16), TimeSpan.FromMinutes(32), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4), TimeSpan.FromHours(8)];

    // A code got with a challenge brings a refresh token for one use and 90 days; one got with the secret brings a lasting one.
    public override OAuthOptions OAuth { get; } = new()
    {
        AuthorizePaths = ["/oauth2/authorize"],
        TokenPaths = ["/oauth2/token"],
        AccessLifetime = TimeSpan.FromDays(30),
        RefreshLifetime = TimeSpan.FromDays(90),
        Refresh = grant => grant.Challenge is null ? RefreshRule.Stays : RefreshRule.Rotates,
        SecretBesideVerifier = false,
        RefreshNeedsSecret = false,
        NewAccess = () => $"EAAA{Secrets.Fresh(60)}",
        NewRefresh = () => $"EQAA{Secrets.Fresh(60)}",
        Body = (_, issued) => new
        {
            access_token = issued.AccessToken,
            token_type = "bearer",
            expires_at = issued.AccessExpires?.IsoSeconds(),
            merchant_id = issued.Grant.AccountId,
            refresh_token = issued.RefreshToken,
            short_lived = false,
            refresh_token_expires_at = issued.Grant.Challenge is null ? null : issued.RefreshExpires?.IsoSeconds(),
        },
        Refuse = (code, sentence, status) => Error(status, "AUTHENTICATION_ERROR", code == "invalid_client" ? "UNAUTHORIZED" : "INVALID_REQUEST_ERROR", sentence),
    };

    public override SandboxCredentials Credentials => Row($"EAAA{Secrets.Derive("square:access", 60)}", $"EQAA{Secrets.Derive("square:refresh", 60)}");

    public override IReadOnlyDictionary<string, Action<Account>> Streams { get; } = new Dictionary<string, Action<Account>>(StringComparer.Ordinal)
    {
        ["sales"] = account => SquareTill.RingUp(account, SquareSale.Draw(account, SquareData.Past(account))),
        ["customers"] = account => SquareData.AddCustomer(account),
        ["bookings"] = account => SquareData.AddBooking(account),
        ["timecards"] = account => SquareData.AddTimecard(account),
        ["catalog"] = account => SquareData.AddItem(account, account.Dice.Pick(Kit.Data.Menu.All)),
        ["team"] = account => SquareData.AddTeamMember(account),
    };

    public override IReadOnlyDictionary<string, Func<Account, Wishes, object>> Scenes { get; } = new Dictionary<string, Func<Account, Wishes, object>>(StringComparer.Ordinal)
    {
        ["sale"] = SquareScenes.Sale,
        ["refund"] = SquareScenes.Refund,
        ["customer"] = SquareScenes.Customer,
        ["employee"] = SquareScenes.Employee,
        ["booking"] = SquareScenes.Booking,
        ["shift"] = SquareScenes.Shift,
    };

    public override void Map(Api api)
    {
        SquareAccountApi.Map(api, this);
        SquareCatalogApi.Map(api, this);
        SquareOrdersApi.Map(api, this);
        SquarePaymentsApi.Map(api, this);
        SquareCustomersApi.Map(api, this);
        SquareTeamApi.Map(api, this);
        SquareBookingsApi.Map(api, this);
        SquareWebhooksApi.Map(api, this);
    }

    public override void Fill(Account account) => SquareData.Fill(account);

    public override void Stamp(string collection, StoredObject item) => SquareData.Stamp(collection, item);

    public override void OnChange(Account account, string collection, ChangeKind kind, StoredObject item) => SquareEvents.Tell(this, account, collection, kind, item);

    public override void OnRevoked(Account account) => SquareEvents.TellRevoked(this, account);

    public override void Sign(HttpRequestMessage request, WebhookMessage message, Subscription subscription, Attempt attempt)
    {
        request.Headers.Add("x-square-hmacsha256-signature", Hmac.Sha256Base64(subscription.Secret, subscription.Url.Bytes(), message.Body));
        request.Headers.Add("square-environment", "Sandbox");
        request.Headers.Add("square-initial-delivery-timestamp", attempt.First.IsoSeconds());
        if (attempt.Number > 1)
        {
            request.Headers.Add("square-retry-number", (attempt.Number - 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
            request.Headers.Add("square-retry-reason", "http_error");
        }
    }

    public override Answer Unauthorized(Call call) => Error(401, "AUTHENTICATION_ERROR", "UNAUTHORIZED", "This request could not be authorized.");

    public override Answer MissingScope(Call call, string scope) => Error(403, "AUTHENTICATION_ERROR", "INSUFFICIENT_SCOPES", $"The merchant has not given your application sufficient permissions to do that. Missing: {scope}.");

    public override Answer Throttled(TimeSpan retryAfter) => Error(429, "RATE_LIMIT_ERROR", "RATE_LIMITED", "Too many requests.");

    public override Answer Failed(int status) => status switch
    {
        404 => Error(404, "INVALID_REQUEST_ERROR", "NOT_FOUND", "Resource not found."),
        401 => Error(401, "AUTHENTICATION_ERROR", "ACCESS_TOKEN_EXPIRED", "The access token has expired."),
        < 500 => Error(status, "INVALID_REQUEST_ERROR", "BAD_REQUEST", "The request is invalid."),
        503 => Error(503, "API_ERROR", "SERVICE_UNAVAILABLE", "Service unavailable."),
        _ => Error(status, "API_ERROR", "INTERNAL_SERVER_ERROR", "An internal error has occurred."),
    };

    public override Answer Malformed(string why) => Error(400, "INVALID_REQUEST_ERROR", "BAD_REQUEST", why);

    public static Answer Error(int status, string category, string code, string detail, string? field = null) => Answer.Of(status, new { errors = new[] { new { category, code, detail, field } } });

    public static Refusal Bad(string code, string detail, string? field = null) => new(Error(400, "INVALID_REQUEST_ERROR", code, detail, field));

    public static Refusal Missing(string what, string id) => new(Error(404, "INVALID_REQUEST_ERROR", "NOT_FOUND", $"Could not find {what} {id}."));

    /// <summary>A page by cursor; a cursor that was never given is refused as Square does.</summary>
    public Page Page(Call call, string collection, SortBy by, bool descending, string? cursor, int limit, Func<StoredObject, bool> wanted) =>
        Simulation.Pager.After(call.Account[collection], by, descending, cursor, limit, wanted, () => Error(400, "INVALID_REQUEST_ERROR", "INVALID_CURSOR", "The pagination cursor is invalid.", "cursor"));

    /// <summary>A page size from 1 to the endpoint's largest.</summary>
    public static int Limit(long asked, int whenAbsent, int largest) =>
        asked == 0 ? whenAbsent : asked < 1 || asked > largest ? throw Bad("VALUE_TOO_HIGH", $"limit must be from 1 to {largest}.", "limit") : (int)asked;
}

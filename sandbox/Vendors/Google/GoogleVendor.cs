using BookedBarber.Sandbox.Kit;
using BookedBarber.Sandbox.Kit.Authorising;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Google;

/// <summary>What Google's interfaces have in common: one authorisation server, one form of errors. After https://developers.google.com/identity/protocols/oauth2/web-server.</summary>
internal abstract class GoogleVendor : Vendor
{
    public override IReadOnlyList<(string Id, string Name)> Accounts { get; } = [("104000000000000000001", "Fade District"), ("104000000000000000002", "Golden Shears")];

    public override IReadOnlyList<TimeSpan> WebhookRetries { get; } = [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)];

    // Refresh tokens do not rotate, and come only to those who asked for offline access.
    public override OAuthOptions OAuth { get; } = new()
    {
        AuthorizePaths = ["/o/oauth2/v2/auth"],
        TokenPaths = ["/token"],
        RevokePaths = ["/revoke"],
        AccessLifetime = TimeSpan.FromSeconds(3599),
        Offline = grant => grant.Query.GetValueOrDefault("access_type") == "offline" && grant.Query.GetValueOrDefault("prompt", "").Contains("consent", StringComparison.Ordinal),
        NewAccess = () => $"ya29.{Secrets.Fresh(120)}",
        NewRefresh = () => $"1//0{Secrets.Fresh(90)}",
        Extras = (call, _) => [new("scope", call.Query("scope") ?? "")],
        Body = (_, issued) => new { access_token = issued.AccessToken, expires_in = issued.ExpiresIn, refresh_token = issued.Renewed ? null : issued.RefreshToken, scope = string.Join(' ', issued.Grant.Scopes), token_type = "Bearer" },
        Refuse = (code, sentence, status) => Answer.Of(status, new { error = code, error_description = code == "invalid_grant" ? "Token has been expired or revoked." : sentence }),
    };

    public override SandboxCredentials Credentials => Row($"ya29.{Secrets.Derive($"{Name}:access", 120)}", $"1//0{Secrets.Derive($"{Name}:refresh", 90)}");

    public override Answer Unauthorized(Call call) => Error(401, "UNAUTHENTICATED", "authError", "Request had invalid authentication credentials. Expected OAuth 2 access token.");

    public override Answer MissingScope(Call call, string scope) => Error(403, "PERMISSION_DENIED", "insufficientPermissions", "Request had insufficient authentication scopes.");

    public override Answer Failed(int status) => status switch
    {
        404 => Error(404, "NOT_FOUND", "notFound", "Not Found"),
        403 => Error(403, "PERMISSION_DENIED", "forbidden", "Forbidden"),
        410 => Error(410, "FAILED_PRECONDITION", "fullSyncRequired", "Sync token is no longer valid, a full sync is required."),
        < 500 => Error(status, "INVALID_ARGUMENT", "badRequest", "Bad Request"),
        503 => Error(503, "UNAVAILABLE", "backendError", "Service unavailable."),
        _ => Error(status, "INTERNAL", "backendError", "Backend Error"),
    };

    public override Answer Malformed(string why) => Error(400, "INVALID_ARGUMENT", "parseError", why);

    public override Answer Throttled(TimeSpan retryAfter) => Error(429, "RESOURCE_EXHAUSTED", "rateLimitExceeded", "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute'.");

    public static Answer Error(int status, string name, string reason, string message) =>
        Answer.Of(status, new { error = new { code = status, message, status = name, errors = new[] { new { domain = "global", reason, message } } } });

    public static Refusal Bad(string message) => new(Error(400, "INVALID_ARGUMENT", "invalid", message));

    public static Refusal Missing() => new(Error(404, "NOT_FOUND", "notFound", "Not Found"));
}

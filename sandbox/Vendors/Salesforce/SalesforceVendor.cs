using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit;
using BookedBarber.Sandbox.Kit.Authorising;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.Salesforce;

/// <summary>Salesforce: accounts, contacts, leads, opportunities, campaigns of an org, by SOQL and sObject calls. After the REST API guide (v67.0).</summary>
internal sealed class SalesforceVendor : Vendor
{
    public override string Name => "salesforce";

    public override string Title => "Salesforce";

    public override IReadOnlyList<(string Id, string Name)> Accounts { get; } = [("00D5e000000FadeEAE", "Fade District"), ("00D5e000000ShrsEAC", "Golden Shears")];

    public override IReadOnlyList<TimeSpan> WebhookRetries { get; } = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30)];

    // Partner apps must use PKCE, and confidential ones send their secret as well. The answer names no lifetime.
    public override OAuthOptions OAuth { get; } = new()
    {
        AuthorizePaths = ["/services/oauth2/authorize"],
        TokenPaths = ["/services/oauth2/token"],
        RevokePaths = ["/services/oauth2/revoke"],
        PkceRequired = true,
        AccessLifetime = TimeSpan.FromHours(2),
        RefreshLifetime = TimeSpan.FromDays(30),
        ClientCredentials = true,
        Offline = grant => grant.Scopes.Contains("refresh_token") || grant.Scopes.Contains("offline_access"),
        NewAccess = () => $"00D5e000000Fade!AQ{Secrets.Fresh(90)}",
        NewRefresh = () => $"5Aep861{Secrets.Fresh(80)}",
        Body = (call, issued) => Token(call, issued),
        Refuse = (code, sentence, status) => Answer.Of(400, new { error = code == "invalid_client" && status == 401 ? "invalid_client" : code, error_description = code == "invalid_grant" ? "expired access/refresh token" : sentence }),
    };

    public override SandboxCredentials Credentials => Row($"00D5e000000Fade!AQ{Secrets.Derive("salesforce:access", 90)}", $"5Aep861{Secrets.Derive("salesforce:refresh", 80)}");

    public override IReadOnlyDictionary<string, Action<Account>> Streams { get; } = new Dictionary<string, Action<Account>>(StringComparer.Ordinal)
    {
        ["leads"] = account => SalesforceData.AddLead(account),
        ["contacts"] = account => SalesforceData.AddContact(account),
        ["opportunities"] = account => SalesforceData.AddOpportunity(account),
    };

    public override IReadOnlyDictionary<string, Func<Account, Wishes, object>> Scenes { get; } = new Dictionary<string, Func<Account, Wishes, object>>(StringComparer.Ordinal)
    {
        ["lead"] = (account, wishes) => Made(wishes, () => SalesforceData.AddLead(account)),
        ["contact"] = (account, wishes) => Made(wishes, () => SalesforceData.AddContact(account)),
        ["deal"] = (account, wishes) => Made(wishes, () => SalesforceData.AddOpportunity(account)),
        ["convert-lead"] = (account, wishes) => Made(wishes, () => SalesforceData.Convert(account)),
        ["message"] = (account, wishes) => Made(wishes, () => SalesforceData.AddTask(account)),
    };

    public override void Map(Api api)
    {
        api.Open("GET", "/services/data", _ => Answer.Ok(new[] { new { label = "Summer '26", url = "/services/data/v67.0", version = "67.0" }, new { label = "Winter '27", url = "/services/data/v68.0", version = "68.0" } }));
        api.Get("/services/oauth2/userinfo", call => Answer.Ok(new { user_id = "0055e000000OwnrAAA", organization_id = call.Account.Id, preferred_username = "owner@example.com", name = "Sandbox Owner", email = "owner@example.com" }));
        api.Get("/id/{org}/{user}", call => Answer.Ok(new { id = $"{call.Origin}/id/{call.Account.Id}/0055e000000OwnrAAA", user_id = "0055e000000OwnrAAA", organization_id = call.Account.Id, username = "owner@example.com", display_name = "Sandbox Owner" }));
        SalesforceQueryApi.Map(api, this);
        SalesforceObjectsApi.Map(api);
    }

    public override void Fill(Account account) => SalesforceData.Fill(account);

    public override void Stamp(string collection, StoredObject item)
    {
        item.Body["CreatedDate"] = Zoned(item.Created);
        item.Body["LastModifiedDate"] = Zoned(item.Updated);
        item.Body["SystemModstamp"] = Zoned(item.Updated);
        item.Body["IsDeleted"] = item.Deleted;
    }

    /// <summary>Record changes have no webhooks of the vendor's own; this is the callout that a flow in the org makes, with a shared secret.</summary>
    public override void OnChange(Account account, string collection, ChangeKind kind, StoredObject item)
    {
        var (id, type) = (account.Dice.Guid().ToString(), $"{collection}.{kind switch { ChangeKind.Added => "CREATE", ChangeKind.Changed => "UPDATE", _ => "DELETE" }}");
        Simulation.Webhooks.Publish(account.Id, type, _ => WebhookMessage.Json(id, account.Id, type, new JsonObject
        {
            ["eventId"] = id, ["organizationId"] = account.Id, ["entityName"] = collection, ["changeType"] = type.Split('.')[1], ["recordIds"] = new JsonArray(item.Id), ["commitTimestamp"] = account.Now.ToUnixTimeMilliseconds(),
        }));
    }

    public override void Sign(HttpRequestMessage request, WebhookMessage message, Subscription subscription, Attempt attempt) => request.Headers.Add("X-Signature", Hmac.Sha256Hex(subscription.Secret, message.Body));

    public override Answer Finish(Call call, Answer answer) => answer.With("Sforce-Limit-Info", $"api-usage={Simulation.Calls.ToString(CultureInfo.InvariantCulture)}/100000");

    public override Answer Unauthorized(Call call) => Error(401, "INVALID_SESSION_ID", "Session expired or invalid");

    /// <summary>Not 429: the org's daily allocation is used up.</summary>
    public override Answer Throttled(TimeSpan retryAfter) => Error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");

    public override Answer Failed(int status) => status switch
    {
        404 => Error(404, "NOT_FOUND", "The requested resource does not exist"),
        < 500 => Error(status, "INVALID_FIELD", "The request is invalid."),
        503 => Error(503, "SERVER_UNAVAILABLE", "Server unavailable"),
        _ => Error(status, "UNKNOWN_EXCEPTION", "An unexpected error occurred."),
    };

    public override Answer Malformed(string why) => Error(400, "JSON_PARSER_ERROR", why);

    public override Answer ErrorInside() => Answer.Ok(new { compositeResponse = new[] { new { body = new[] { new { errorCode = "PROCESSING_HALTED", message = "The transaction was rolled back since another operation in the same transaction failed." } }, httpStatusCode = 400, referenceId = "any" } } });

    public static Answer Error(int status, string code, string message, params string[] fields) => Answer.Of(status, new[] { new { message, errorCode = code, fields } });

    public static Refusal Bad(string code, string message, params string[] fields) => new(Error(400, code, message, fields));

    public static string Zoned(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);

    private static Dictionary<string, object?> Token(Call call, Issued issued)
    {
        var (id, at) = ($"{call.Origin}/id/{issued.Grant.AccountId}/0055e000000OwnrAAA", issued.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        var body = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["access_token"] = issued.AccessToken, ["signature"] = Hmac.Sha256Base64("sandbox-salesforce-secret", $"{id}{at}".Bytes()), ["scope"] = string.Join(' ', issued.Grant.Scopes), ["instance_url"] = call.Origin, ["id"] = id, ["token_type"] = "Bearer", ["issued_at"] = at,
        };
        if (issued is { RefreshToken: { } refresh, Renewed: false })
        {
            body["refresh_token"] = refresh;
        }

        return body;
    }

    private static object Made(Wishes wishes, Func<StoredObject> make)
    {
        wishes.Finish();
        return new { id = make().Id };
    }
}

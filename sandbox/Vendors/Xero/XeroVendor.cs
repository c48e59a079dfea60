using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit;
using BookedBarber.Sandbox.Kit.Authorising;
using BookedBarber.Sandbox.Kit.Faults;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.Xero;

/// <summary>Xero: contacts, invoices, payments, journals and tracking categories of organisations. After https://developer.xero.com (accounting 2.0).</summary>
internal sealed class XeroVendor : Vendor
{
    public override string Name => "xero";

    public override string Title => "Xero";

    public override IReadOnlyList<(string Id, string Name)> Accounts { get; } = [(Secrets.DeriveGuid("xero:1").ToString(), "Fade District LLC"), (Secrets.DeriveGuid("xero:2").ToString(), "Golden Shears Inc")];

    public override IReadOnlyList<TimeSpan> WebhookRetries { get; } = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(16)];

    // A refresh token is for one use, yet the old one works for 30 minutes in case the answer got lost.
    public override OAuthOptions OAuth { get; } = new()
    {
        AuthorizePaths = ["/identity/connect/authorize"],
        TokenPaths = ["/connect/token"],
        RevokePaths = ["/connect/revocation"],
        SecretBesideVerifier = false,
        AccessLifetime = TimeSpan.FromMinutes(30),
        RefreshLifetime = TimeSpan.FromDays(60),
        Refresh = _ => RefreshRule.Rotates,
        Grace = TimeSpan.FromMinutes(30),
        ClientCredentials = true,
        Offline = grant => grant.Scopes.Contains("offline_access"),
        WriteAccess = (call, grant, expires) => Token(call.Now, expires, grant.AccountId, Secrets.Fresh(43)),
        Body = (_, issued) => new { access_token = issued.AccessToken, expires_in = issued.ExpiresIn, token_type = "Bearer", refresh_token = issued.RefreshToken, scope = string.Join(' ', issued.Grant.Scopes) },
        Refuse = (code, _, status) => Answer.Of(status == 401 ? 400 : status, new { error = code }),
    };

    public override SandboxCredentials Credentials => Row(Token(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(80), Accounts[0].Id, Secrets.Derive("xero:access", 43)), Secrets.Derive("xero:refresh", 43));

    public override IReadOnlyDictionary<string, Action<Account>> Streams { get; } = new Dictionary<string, Action<Account>>(StringComparer.Ordinal)
    {
        ["contacts"] = account => XeroData.AddContact(account),
        ["invoices"] = account => XeroData.AddInvoice(account),
        ["payments"] = account => XeroData.AddPayment(account, XeroData.AddInvoice(account)),
        ["manual-journals"] = account => XeroData.AddManualJournal(account),
    };

    public override IReadOnlyDictionary<string, Func<Account, Wishes, object>> Scenes { get; } = new Dictionary<string, Func<Account, Wishes, object>>(StringComparer.Ordinal)
    {
        ["contact"] = (account, wishes) => Made(wishes, () => XeroData.AddContact(account)),
        ["invoice"] = (account, wishes) => Made(wishes, () => XeroData.AddInvoice(account)),
        ["payment"] = (account, wishes) => Made(wishes, () => XeroData.AddPayment(account, account["Invoices"].Live.LastOrDefault(item => item.Body.Amount("AmountDue") > 0) ?? throw new SteeringFault("No invoice is due."))),
    };

    public override void Map(Api api)
    {
        api.Get("/connections", _ => Answer.Ok(Simulation.Accounts.Select(account => new { id = Secrets.DeriveGuid($"xero:connection:{account.Id}"), authEventId = AuthEvent(account.Id), tenantId = account.Id, tenantType = "ORGANISATION", tenantName = account.Name, createdDateUtc = "2026-01-01T00:00:00.0000000", updatedDateUtc = "2026-01-01T00:00:00.0000000" })));
        api.Delete("/connections/{id}", call =>
        {
            var account = Simulation.Accounts.FirstOrDefault(account => Secrets.DeriveGuid($"xero:connection:{account.Id}").ToString() == call.Route("id")) ?? throw new Refusal(Failed(404));
            Simulation.Tokens.RevokeAccount(account.Id);
            return Answer.Empty(204);
        });
        XeroReadApi.Map(api, this);
        XeroWriteApi.Map(api);
    }

    public override void Fill(Account account) => XeroData.Fill(account);

    public override void Stamp(string collection, StoredObject item)
    {
        if (collection != "Journals")
        {
            item.Body["UpdatedDateUTC"] = XeroData.Date(item.Updated);
        }
    }

    public override void OnChange(Account account, string collection, ChangeKind kind, StoredObject item)
    {
        if (collection switch { "Invoices" => "INVOICE", "Contacts" => "CONTACT", "CreditNotes" => "CREDITNOTE", _ => null } is not { } category)
        {
            return;
        }

        var (id, number) = (account.Dice.Guid().ToString(), account.NextSequence());
        Simulation.Webhooks.Publish(account.Id, category, _ => WebhookMessage.Json(id, account.Id, category, new JsonObject
        {
            ["events"] = new JsonArray(new JsonObject
            {
                ["resourceUrl"] = $"https://api.xero.com/api.xro/2.0/{collection}/{item.Id}", ["resourceId"] = item.Id, ["tenantId"] = account.Id, ["tenantType"] = "ORGANISATION", ["eventCategory"] = category, ["eventType"] = kind == ChangeKind.Added ? "CREATE" : "UPDATE",
                ["eventDateUtc"] = account.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture),
            }),
            ["firstEventSequence"] = number, ["lastEventSequence"] = number, ["entropy"] = account.Dice.Text(20),
        }));
    }

    public override void Sign(HttpRequestMessage request, WebhookMessage message, Subscription subscription, Attempt attempt) => request.Headers.Add("x-xero-signature", Hmac.Sha256Base64(subscription.Secret, message.Body));

    /// <summary>Intent to receive: a message without events, once well and once wrongly signed; 200 and 401 are the right answers.</summary>
    public override async Task<string?> VerifyAsync(Subscription subscription, HttpClient http, CancellationToken cancellationToken)
    {
        var body = """{"events":[],"firstEventSequence":0,"lastEventSequence":0,"entropy":"S0m3r4Nd0mt3xt"}""".Bytes();
        foreach (var (key, expected) in new[] { (subscription.Secret, 200), ($"forged-{subscription.Secret}", 401), (subscription.Secret, 200) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, subscription.Url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new("application/json");
            request.Headers.Add("x-xero-signature", Hmac.Sha256Base64(key, body));
            try
            {
                using var answer = await http.SendAsync(request, cancellationToken);
                if ((int)answer.StatusCode != expected)
                {
                    return $"Intent to receive failed: the address answers {(int)answer.StatusCode} where {expected} is right.";
                }
            }
            catch (HttpRequestException fault)
            {
                return $"The address does not answer: {fault.Message}";
            }
        }

        return null;
    }

    /// <summary>A token may be for several organisations; the header says which one is meant.</summary>
    public override Account Authenticate(Call call)
    {
        var token = Simulation.Tokens.FindAccess(call.Bearer()) ?? throw new Refusal(Unauthorized(call));
        call.Scopes = token.Scopes;
        var tenant = call.Header("xero-tenant-id");
        if (tenant is null)
        {
            return call.Request.Path.StartsWithSegments("/connections", StringComparison.Ordinal) ? Simulation.Account(token.AccountId)! : throw new Refusal(Plain(403, "Forbidden", "AuthenticationUnsuccessful"));
        }

        return Simulation.Account(tenant) ?? throw new Refusal(Plain(403, "Forbidden", "AuthenticationUnsuccessful"));
    }

    public override Answer Unauthorized(Call call) => Plain(401, "Unauthorized", "TokenExpired: token expired or unknown");

    public override Answer Throttled(TimeSpan retryAfter) => Answer.Text(429, "").With("Retry-After", ((int)retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture)).With("X-Rate-Limit-Problem", "minute");

    public override IEnumerable<(string Name, string Value)> LimitHeaders(Budget budget, int remaining, DateTimeOffset reset) => [("X-MinLimit-Remaining", remaining.ToString(CultureInfo.InvariantCulture)), ("X-DayLimit-Remaining", "4990"), ("X-AppMinLimit-Remaining", "9990")];

    public override Answer Failed(int status) => status == 404 ? Answer.Html(404, "The resource you're looking for cannot be found") : Plain(status, status < 500 ? "Bad Request" : "Service Unavailable", "The request failed.");

    public override Answer Malformed(string why) => Answer.Of(400, new { ErrorNumber = 14, Type = "PostDataInvalidException", Message = why });

    public override Answer ErrorInside() => Answer.Ok(new { Id = Guid.Empty, Status = "OK", Invoices = new[] { new { StatusAttributeString = "ERROR", HasErrors = true, ValidationErrors = new[] { new { Message = "The invoice could not be saved." } } } } });

    public static Guid AuthEvent(string account) => Secrets.DeriveGuid($"xero:event:{account}");

    private static Answer Plain(int status, string title, string detail) => Answer.Of(status, new { Type = (string?)null, Title = title, Status = status, Detail = detail, Instance = Secrets.DeriveGuid(detail), Extensions = new { } });

    /// <summary>A JWT in form only: it is read for its claims, and nobody outside is asked to believe its signature.</summary>
    private static string Token(DateTimeOffset at, DateTimeOffset? expires, string account, string signature)
    {
        static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
        return $"{Part(new { alg = "RS256", typ = "JWT", kid = "sandbox" })}.{Part(new { nbf = at.ToUnixTimeSeconds(), exp = expires?.ToUnixTimeSeconds(), iss = "https://identity.xero.com", client_id = "sandbox-xero", authentication_event_id = AuthEvent(account), jti = Secrets.DeriveHex(signature, 32) })}.{Base64Url.EncodeToString(Encoding.ASCII.GetBytes(signature))}";
    }

    private static object Made(Wishes wishes, Func<StoredObject> make)
    {
        wishes.Finish();
        return new { id = make().Id };
    }
}

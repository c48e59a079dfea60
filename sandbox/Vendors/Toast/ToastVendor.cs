using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit;
using BookedBarber.Sandbox.Kit.Authorising;
using BookedBarber.Sandbox.Kit.Faults;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Vendors.Toast;

/// <summary>Toast: orders with their checks and payments, menus, labour and stock of locations. After https://doc.toasttab.com.</summary>
internal sealed class ToastVendor : Vendor
{
    /// <summary>The header by which every call at a location names it.</summary>
    public const string Location = "Toast-Restaurant-External-ID";

    public static Guid Group { get; } = Secrets.DeriveGuid("toast:group");

    public override string Name => "toast";

    public override string Title => "Toast";

    public override IReadOnlyList<(string Id, string Name)> Accounts { get; } = [.. Kit.Data.Menu.Shops.Select(shop => (Secrets.DeriveGuid($"toast:{shop}").ToString(), $"Fade District {shop}"))];

    public override IReadOnlyList<TimeSpan> WebhookRetries { get; } = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)];

    public override SandboxCredentials Credentials => Row($"eyJhbGciOiJSUzI1NiJ9.{Secrets.Derive("toast:access", 120)}.{Secrets.Derive("toast:signature", 60)}");

    public override IReadOnlyDictionary<string, Action<Account>> Streams { get; } = new Dictionary<string, Action<Account>>(StringComparer.Ordinal)
    {
        ["orders"] = account => ToastTill.RingUp(account),
        ["employees"] = account => ToastData.AddEmployee(account),
        ["time-entries"] = account => ToastData.AddTimeEntry(account),
    };

    public override IReadOnlyDictionary<string, Func<Account, Wishes, object>> Scenes { get; } = new Dictionary<string, Func<Account, Wishes, object>>(StringComparer.Ordinal)
    {
        ["sale"] = ToastTill.Sale,
        ["refund"] = ToastTill.RefundLatest,
        ["employee"] = (account, wishes) =>
        {
            wishes.Finish();
            return new { employeeGuid = ToastData.AddEmployee(account).Id };
        },
        ["shift"] = (account, wishes) =>
        {
            wishes.Finish();
            return new { timeEntryGuid = ToastData.AddTimeEntry(account).Id };
        },
    };

    public override void Map(Api api)
    {
        api.Open("POST", "/authentication/v1/authentication/login", LogIn);
        ToastOrdersApi.Map(api, this);
        ToastLaborApi.Map(api);
        ToastPlacesApi.Map(api, this);
    }

    public override void Fill(Account account) => ToastData.Fill(account);

    public override void Stamp(string collection, StoredObject item)
    {
        if (collection is "orders" or "employees" or "timeEntries" or "jobs" or "shifts")
        {
            item.Body["createdDate"] ??= Zoned(item.Created);
            item.Body["modifiedDate"] = Zoned(item.Updated);
        }

        if (collection is not ("stock" or "menus"))
        {
            item.Body["deleted"] = item.Deleted;
        }

        LeaveOut(item.Body);
    }

    /// <summary>What has no value is left out, as the published types allow no null.</summary>
    private static void LeaveOut(JsonNode? node)
    {
        foreach (var (name, value) in (node as JsonObject)?.ToList() ?? [])
        {
            if (value is null)
            {
                ((JsonObject)node!).Remove(name);
            }

            LeaveOut(value);
        }

        foreach (var item in node as JsonArray ?? [])
        {
            LeaveOut(item);
        }
    }

    public override void OnChange(Account account, string collection, ChangeKind kind, StoredObject item)
    {
        switch (collection)
        {
            case "orders":
                Publish(account, "orders", "order_updated", new JsonObject { ["restaurantGuid"] = account.Id, ["order"] = item.Copy() });
                break;
            case "stock":
                Publish(account, "stock", item.Text("status") switch { "OUT_OF_STOCK" => "out_of_stock", "QUANTITY" => "low_quantity", _ => "in_stock" }, new JsonObject { ["restaurantGuid"] = account.Id, ["guid"] = item.Text("guid"), ["status"] = item.Text("status"), ["quantity"] = item.Body["quantity"]?.DeepClone() });
                break;
            case "menus":
                Publish(account, "menus", "menus_updated", new JsonObject { ["restaurantGuid"] = account.Id, ["publishedDate"] = Zoned(account.Now) });
                break;
            default:
                break;
        }
    }

    public override void OnRevoked(Account account) => Publish(account, "partners", "partner_removed", new JsonObject { ["restaurantGuid"] = account.Id, ["restaurantName"] = account.Name });

    /// <summary>The time is part of the body and is signed once more after it.</summary>
    public override void Sign(HttpRequestMessage request, WebhookMessage message, Subscription subscription, Attempt attempt)
    {
        var at = message.Headers["X-Signed-Timestamp"];
        request.Headers.Remove("X-Signed-Timestamp");
        request.Headers.Add("Toast-Signature", Hmac.Sha256Base64(subscription.Secret, message.Body, at.Bytes()));
        request.Headers.Add("Toast-Event-Category", message.Type.Split('/')[0]);
        request.Headers.Add("Toast-Event-Type", message.Type.Split('/')[1]);
        request.Headers.Add("Toast-Attempt-Number", attempt.Number.ToString(CultureInfo.InvariantCulture));
        if (!message.Type.StartsWith("partners/", StringComparison.Ordinal))
        {
            request.Headers.Add(Location, message.AccountId);
        }
    }

    public override bool RetriesAfter(int status) => status is 0 or 404 or 429 or >= 500;

    /// <summary>The token is the client's; the location comes by header, and without it the first one is meant where no location matters.</summary>
    public override Account Authenticate(Call call)
    {
        var token = Simulation.Tokens.FindAccess(call.Bearer()) ?? throw new Refusal(Unauthorized(call));
        call.Scopes = token.Scopes;
        return call.Header(Location) is not { } wanted
            ? call.Request.Path.StartsWithSegments("/partners", StringComparison.Ordinal) || call.Request.Path.StartsWithSegments("/restaurants", StringComparison.Ordinal) ? Simulation.First : throw Bad($"The header {Location} is missing.")
            : Simulation.Account(wanted) ?? throw new Refusal(Error(403, 10010, "The restaurant is not connected."));
    }

    public override Answer Unauthorized(Call call) => Error(401, 10010, "The token is invalid or has expired.");

    public override Answer Throttled(TimeSpan retryAfter) => Error(429, 10011, "Too many requests.").With("Retry-After", ((int)retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture));

    public override IEnumerable<(string Name, string Value)> LimitHeaders(Budget budget, int remaining, DateTimeOffset reset) =>
        [("X-Toast-RateLimit-By", "RESTAURANT"), ("X-Toast-RateLimit-Remaining", remaining.ToString(CultureInfo.InvariantCulture)), ("X-Toast-RateLimit-Reset", reset.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))];

    public override Answer Failed(int status) => Error(status, status == 404 ? 10020 : 10099, status == 404 ? "Not found." : "The request failed.");

    public override Answer Malformed(string why) => Error(400, 10001, why);

    public static Answer Error(int status, int code, string message) => Answer.Of(status, new JsonObject
    {
        ["status"] = status, ["code"] = code, ["message"] = message, ["messageKey"] = null, ["fieldName"] = null, ["link"] = null, ["requestId"] = Secrets.DeriveGuid(message).ToString(), ["developerMessage"] = null, ["errors"] = new JsonArray(), ["canRetry"] = null,
    });

    public static Refusal Bad(string message) => new(Error(400, 10001, message));

    public static Refusal Missing() => new(Error(404, 10020, "Not found."));

    public static string Zoned(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);

    public static int BusinessDate(DateTimeOffset at) => int.Parse(at.AddHours(-9).ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private Answer LogIn(Call call)
    {
        if (call.Body.Text("clientId") != ClientId || call.Body.Text("clientSecret") != ClientSecret || call.Body.Text("userAccessType") != "TOAST_MACHINE_CLIENT")
        {
            return Error(401, 10010, "The client id or secret is wrong.");
        }

        var options = new OAuthOptions { AuthorizePaths = [], TokenPaths = [], AccessLifetime = TimeSpan.FromDays(1), NewAccess = () => $"eyJhbGciOiJSUzI1NiJ9.{Secrets.Fresh(120)}.{Secrets.Fresh(60)}", Body = (_, _) => new { } };
        string[] scopes = ["orders:read", "orders.orders:write", "orders.payments:write", "guest.pi:read", "labor:read", "labor.employees:read", "labor.employees:write", "labor.shifts:write", "menus:read", "config:read", "restaurants:read", "stock:read", "stock:write"];
        var issued = Simulation.Tokens.IssueToClient(call, new Grant(ClientId, Accounts[0].Id, scopes, "", null, new Dictionary<string, string>()), options);
        return Answer.Ok(new JsonObject { ["@class"] = ".SuccessfulResponse", ["token"] = new JsonObject { ["tokenType"] = "Bearer", ["scope"] = string.Join(' ', scopes), ["expiresIn"] = issued.ExpiresIn, ["accessToken"] = issued.AccessToken, ["idToken"] = null, ["refreshToken"] = null }, ["status"] = "SUCCESS" });
    }

    private void Publish(Account account, string category, string type, JsonObject details)
    {
        var (id, at) = (account.Dice.Guid().ToString(), account.Now.Iso());
        Simulation.Webhooks.Publish(account.Id, $"{category}/{type}", _ =>
            WebhookMessage.Json(id, account.Id, $"{category}/{type}", new JsonObject { ["timestamp"] = at, ["eventCategory"] = category, ["eventType"] = type, ["guid"] = id, ["details"] = details.DeepClone() }) with { Headers = new Dictionary<string, string> { ["X-Signed-Timestamp"] = at } });
    }
}

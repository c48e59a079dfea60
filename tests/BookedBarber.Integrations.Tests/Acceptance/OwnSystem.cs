using System.Security.Cryptography;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox;
using BookedBarber.Sandbox.Kit;
using BookedBarber.Sandbox.Kit.Data;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>A system that somebody wrote for themselves and that serves its records in our own form, or tells of them: what the connectors to any REST system and to any webhook are tried against.</summary>
/// <param name="name">The connector.</param>
internal sealed class OwnSystem(string name) : Vendor
{
    /// <summary>Serves its records.</summary>
    public const string Rest = "generic-rest";

    /// <summary>Tells of its records.</summary>
    public const string Webhook = "generic-webhook";

    /// <summary>The connectors that are tried against it.</summary>
    public static readonly IReadOnlyList<string> Connectors = [Rest, Webhook];

    private const string Key = "own-system-key-0001";

    private static readonly string[] Lists = ["services", "products", "staff", "clients", "bookings", "sales", "shifts"];

    public override string Name => name;

    public override string Title => "A system of their own";

    public override IReadOnlyList<(string Id, string Name)> Accounts { get; } = [("own", "Own shop")];

    public override IReadOnlyList<TimeSpan> WebhookRetries => [];

    public override IReadOnlyDictionary<string, Action<Account>> Streams { get; } = new Dictionary<string, Action<Account>>(StringComparer.Ordinal) { ["clients"] = account => AddClient(account) };

    public override IReadOnlyDictionary<string, Func<Account, Wishes, object>> Scenes { get; } = new Dictionary<string, Func<Account, Wishes, object>>(StringComparer.Ordinal);

    public override SandboxCredentials Credentials => Row(apiKey: Key, client: false);

    public override void Map(Api api)
    {
        foreach (var list in Lists)
        {
            api.Get($"/api/{list}", call =>
            {
                var since = Paths.ParseInstant(call.Query("updatedSince")) ?? DateTimeOffset.MinValue;
                var page = Simulation.Pager.After(call.Account[list], SortBy.Updated, descending: false, call.Query("cursor"), Math.Clamp(call.QueryNumber("limit", 100), 1, 200), item => item.Updated >= since, () => Malformed("The cursor is none of ours."));
                return Answer.Ok(new { items = page.Items.Select(Shape), nextCursor = page.Next });
            });
        }
    }

    public override void Fill(Account account)
    {
        for (var made = 0; made < 20; made++)
        {
            AddClient(account);
        }

        account["services"].Add("cut", new JsonObject { ["key"] = "cut", ["name"] = "Cut", ["price"] = "30", ["durationMinutes"] = 30, ["isActive"] = true }, account.Now.AddDays(-90));
        account["staff"].Add("ada", new JsonObject { ["key"] = "ada", ["name"] = "Ada Barber", ["isActive"] = true }, account.Now.AddDays(-90));
    }

    public override Answer Unauthorized(Call call) => Fault(401, "unauthorized");

    public override Answer Throttled(TimeSpan retryAfter) => Fault(429, "too_many_requests").With("Retry-After", ((int)retryAfter.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture));

    public override Answer Failed(int status) => Fault(status, "failed");

    public override Answer Malformed(string why) => Fault(400, "malformed");

    public override void OnChange(Account account, string collection, ChangeKind kind, StoredObject item)
    {
        if (name == Webhook)
        {
            var type = $"{collection.TrimEnd('s')}.{kind switch { ChangeKind.Added => "created", ChangeKind.Changed => "updated", _ => "deleted" }}";
            Simulation.Webhooks.Publish(
                account.Id, type, _ => WebhookMessage.Json($"msg_{account.Dice.Hex(16)}", account.Id, type, new JsonObject { ["type"] = type, ["timestamp"] = account.Now.Iso(), ["data"] = Shape(item) }));
        }
    }

    public override void Sign(HttpRequestMessage request, WebhookMessage message, Subscription subscription, Attempt attempt)
    {
        var at = attempt.At.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var key = subscription.Secret.StartsWith("whsec_", StringComparison.Ordinal) ? Convert.FromBase64String(subscription.Secret["whsec_".Length..]) : subscription.Secret.Bytes();
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, $"{message.Id}.{at}.".Bytes().Concat(message.Body).ToArray()));
        request.Headers.TryAddWithoutValidation("webhook-id", message.Id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", at);
        request.Headers.TryAddWithoutValidation("webhook-signature", $"v1,{signature}");
    }

    public override Account Authenticate(Call call) => call.Bearer() == Key ? Simulation.First : throw new Refusal(Unauthorized(call));

    private static Answer Fault(int status, string code) => Answer.Of(status, new { code, detail = "Own words." });

    private static JsonObject Shape(StoredObject item)
    {
        var body = item.Copy();
        body["updatedAt"] = item.Updated.Iso();
        body["deleted"] = item.Deleted;
        return body;
    }

    private static void AddClient(Account account)
    {
        var (person, key) = (Person.Draw(account.Dice), account.Dice.Hex(12));
        account["clients"].Add(key, new JsonObject { ["key"] = key, ["name"] = person.Full, ["email"] = $"{key}@example.com", ["phone"] = person.Phone }, account.Moment());
    }
}

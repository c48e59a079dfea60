using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Data;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;
using BookedBarber.Sandbox.Kit.Webhooks;
using BookedBarber.Sandbox.Vendors.Google;

namespace BookedBarber.Sandbox.Vendors.GoogleBusinessProfile;

/// <summary>Google Business Profile: locations with their hours, reviews with replies, daily figures. After https://developers.google.com/my-business.</summary>
internal sealed class GoogleBusinessProfileVendor : GoogleVendor
{
    public const string Scope = "https://www.googleapis.com/auth/business.manage";

    private static readonly string[] Stars = ["ONE", "TWO", "THREE", "FOUR", "FIVE"];

    public override string Name => "google-business-profile";

    public override string Title => "Google Business Profile";

    public override string WebhookSecret => "push@sandbox.iam.gserviceaccount.com";

    public override IReadOnlyDictionary<string, Action<Account>> Streams { get; } = new Dictionary<string, Action<Account>>(StringComparer.Ordinal) { ["reviews"] = account => AddReview(account, account.Dice.Pick(account["locations"].Live), null, null) };

    public override IReadOnlyDictionary<string, Func<Account, Wishes, object>> Scenes { get; } = new Dictionary<string, Func<Account, Wishes, object>>(StringComparer.Ordinal)
    {
        ["review"] = (account, wishes) =>
        {
            var (stars, comment) = (wishes.NumberOrNull("stars"), wishes.Text("comment"));
            wishes.Finish();
            return stars is < 1 or > 5 ? throw new SteeringFault("'stars' is from 1 to 5.") : new { review = AddReview(account, account["locations"].Live[0], stars, comment).Text("name") };
        },
    };

    public override void Map(Api api) => GoogleBusinessProfileApi.Map(api, this);

    public override void Fill(Account account)
    {
        foreach (var (shop, index) in Menu.Shops.Select((shop, index) => (shop, index)))
        {
            var id = account.Dice.Digits(19);
            account["locations"].Add(id, Location(account, id, shop, index), account.Now.AddDays(-500));
        }

        Filling.Times(70, () => AddReview(account, account.Dice.Pick(account["locations"].Live), null, null));
    }

    public override void Stamp(string collection, StoredObject item)
    {
        if (collection == "reviews")
        {
            item.Body["createTime"] ??= item.Created.Iso();
            item.Body["updateTime"] = item.Updated.Iso();
        }
    }

    /// <summary>Cloud Pub/Sub pushes that there is something; what it is must be fetched.</summary>
    public override void OnChange(Account account, string collection, ChangeKind kind, StoredObject item)
    {
        if (collection != "reviews" || kind == ChangeKind.Deleted)
        {
            return;
        }

        var (id, type) = (account.Dice.Digits(17), kind == ChangeKind.Added ? "NEW_REVIEW" : "UPDATED_REVIEW");
        var data = JsonSerializer.SerializeToUtf8Bytes(new { type, review = item.Text("name"), location = $"accounts/{account.Id}/locations/{item.Text("$location")}" });
        Simulation.Webhooks.Publish(account.Id, type, _ => WebhookMessage.Json(id, account.Id, type, new JsonObject
        {
            ["message"] = new JsonObject { ["data"] = Convert.ToBase64String(data), ["messageId"] = id, ["message_id"] = id, ["publishTime"] = account.Now.Iso(), ["attributes"] = new JsonObject() }, ["subscription"] = "projects/sandbox/subscriptions/reviews",
        }));
    }

    /// <summary>An identity token of the push subscription's service account, whose address is what the subscription was given as its secret.</summary>
    public override void Sign(HttpRequestMessage request, WebhookMessage message, Subscription subscription, Attempt attempt) =>
        request.Headers.Authorization = new("Bearer", PushTokens.Sign(subscription.Url, subscription.Secret, attempt.At));

    public static StoredObject AddReview(Account account, StoredObject location, int? stars, string? comment)
    {
        var (id, person) = (account.Dice.Text(40, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), Person.Draw(account.Dice));
        var rating = stars ?? (account.Dice.Chance(75) ? 5 : account.Dice.Between(1, 4));
        var body = new JsonObject
        {
            ["name"] = $"accounts/{account.Id}/locations/{location.Id}/reviews/{id}", ["reviewId"] = id, ["reviewer"] = new JsonObject { ["displayName"] = $"{person.First} {person.Last[..1]}.", ["profilePhotoUrl"] = "https://example.com/photo.png" }, ["starRating"] = Stars[rating - 1],
            ["$location"] = location.Id, ["$stars"] = rating,
        };
        if (comment is not null || account.Dice.Chance(70))
        {
            body["comment"] = comment ?? (rating >= 4 ? account.Dice.Pick(["Best fade in town.", "Always on time, great cut.", "Friendly and precise."]) : account.Dice.Pick(["Had to wait half an hour.", "Not what I asked for."]));
        }

        return account["reviews"].Add(id, body, account.Moment(200));
    }

    private static JsonObject Location(Account account, string id, string shop, int index)
    {
        JsonObject Time(int hours) => new() { ["hours"] = hours };
        var days = new[] { "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY" };
        return new JsonObject
        {
            ["name"] = $"locations/{id}", ["languageCode"] = "en", ["storeCode"] = $"SHOP{(index + 1).ToString(CultureInfo.InvariantCulture)}", ["title"] = $"{account.Name} {shop}", ["phoneNumbers"] = new JsonObject { ["primaryPhone"] = $"(212) 555-012{index}" }, ["websiteUri"] = "https://example.com/",
            ["categories"] = new JsonObject { ["primaryCategory"] = new JsonObject { ["name"] = "categories/gcid:barber_shop", ["displayName"] = "Barber shop" } }, ["storefrontAddress"] = new JsonObject { ["regionCode"] = "US", ["languageCode"] = "en", ["postalCode"] = "10001", ["administrativeArea"] = "NY", ["locality"] = "Springfield", ["addressLines"] = new JsonArray($"{100 + (index * 25)} Main Street") },
            ["regularHours"] = new JsonObject { ["periods"] = Paths.Array(days.Select(day => (JsonNode)new JsonObject { ["openDay"] = day, ["openTime"] = Time(9), ["closeDay"] = day, ["closeTime"] = Time(19) })) }, ["openInfo"] = new JsonObject { ["status"] = "OPEN", ["canReopen"] = true }, ["labels"] = new JsonArray(shop),
            ["metadata"] = new JsonObject { ["hasVoiceOfMerchant"] = true, ["canModifyServiceList"] = true, ["placeId"] = $"ChIJ{account.Dice.Text(23)}", ["mapsUri"] = $"https://maps.google.com/maps?cid={id}", ["newReviewUri"] = $"https://search.google.com/local/writereview?placeid={id}" },
        };
    }
}

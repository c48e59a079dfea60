using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Vendors.Google;

namespace BookedBarber.Sandbox.Vendors.GoogleBusinessProfile;

/// <summary>Accounts, locations, reviews (still the older interface, version 4), daily metrics and search terms, notification settings.</summary>
internal static class GoogleBusinessProfileApi
{
    private static readonly string[] Metrics =
    [
        "BUSINESS_IMPRESSIONS_DESKTOP_MAPS", "BUSINESS_IMPRESSIONS_DESKTOP_SEARCH", "BUSINESS_IMPRESSIONS_MOBILE_MAPS", "BUSINESS_IMPRESSIONS_MOBILE_SEARCH", "BUSINESS_CONVERSATIONS", "BUSINESS_DIRECTION_REQUESTS", "CALL_CLICKS", "WEBSITE_CLICKS", "BUSINESS_BOOKINGS",
    ];

    public static void Map(Api api, GoogleBusinessProfileVendor vendor)
    {
        const string Scope = GoogleBusinessProfileVendor.Scope;
        api.Open("GET", "/oauth2/v3/certs", _ => PushTokens.Published());
        api.Get("/v1/accounts", call => Answer.Ok(new { accounts = new[] { new { name = $"accounts/{call.Account.Id}", accountName = call.Account.Name, type = "LOCATION_GROUP", role = "PRIMARY_OWNER", permissionLevel = "OWNER_LEVEL", verificationState = "UNVERIFIED", vettedState = "NOT_VETTED" } } }), Scope);
        api.Get("/v1/accounts/{account}/locations", call => Locations(call, vendor), Scope);
        api.Get("/v1/locations/{id}", One, Scope);
        api.Patch("/v1/locations/{id}", Edit, Scope);
        api.Get("/v1/locations/{id}:fetchMultiDailyMetricsTimeSeries", Daily, Scope);
        api.Get("/v1/locations/{id}/searchkeywords/impressions/monthly", call => Answer.Ok(new { searchKeywordsCounts = new object[] { new { searchKeyword = "barber near me", insightsValue = new { value = "412" } }, new { searchKeyword = "skin fade", insightsValue = new { value = "87" } }, new { searchKeyword = "kids haircut", insightsValue = new { threshold = "15" } } }.Where(_ => Location(call) is not null) }), Scope);
        api.Get("/v4/accounts/{account}/locations/{location}/reviews", call => Reviews(call, vendor), Scope);
        api.Get("/v4/accounts/{account}/locations/{location}/reviews/{id}", call => Answer.Ok(Shape(Review(call))), Scope);
        api.Put("/v4/accounts/{account}/locations/{location}/reviews/{id}/reply", Reply, Scope);
        api.Delete("/v4/accounts/{account}/locations/{location}/reviews/{id}/reply", call =>
        {
            call.Account["reviews"].Change(Review(call).Id, body => body.Remove("reviewReply"));
            return Answer.Ok(new { });
        }, Scope);
        api.Get("/v1/accounts/{account}/notificationSetting", call => Answer.Ok(Setting(call)), Scope);
        api.Patch("/v1/accounts/{account}/notificationSetting", call =>
        {
            call.Account["settings"].Change(Setting(call).Text("name")!, body => body.Merge(call.Body));
            return Answer.Ok(Setting(call));
        }, Scope);
    }

    private static Answer Locations(Call call, GoogleBusinessProfileVendor vendor)
    {
        if (call.Route("account") is not "-" && call.Route("account") != call.Account.Id)
        {
            throw GoogleVendor.Missing();
        }

        var mask = Mask(call);
        var page = vendor.Simulation.Pager.After(call.Account["locations"], SortBy.Sequence, descending: false, call.Query("pageToken"), Math.Clamp(call.QueryNumber("pageSize", 10), 1, 100), item => !item.Deleted, () => GoogleVendor.Error(400, "INVALID_ARGUMENT", "invalid", "Invalid page token."));
        return Answer.Ok(new { locations = page.Items.Select(item => Only(item, mask)), nextPageToken = page.Next, totalSize = call.Account["locations"].Count });
    }

    private static Answer One(Call call) => Answer.Ok(Only(Location(call), Mask(call)));

    private static Answer Edit(Call call)
    {
        var (location, mask) = (Location(call), (call.Query("updateMask") ?? throw GoogleVendor.Bad("updateMask is required.")).Split(','));
        if (mask.FirstOrDefault(field => field.StartsWith("phoneNumbers.", StringComparison.Ordinal) || field.StartsWith("categories.", StringComparison.Ordinal)) is { } inner)
        {
            throw GoogleVendor.Bad($"Invalid field mask: {inner} can only be changed as a whole.");
        }

        return call.Query("validateOnly") == "true" ? Answer.Ok(location.Element) : Answer.Ok(call.Account["locations"].Change(location.Id, body =>
        {
            foreach (var field in mask)
            {
                body[field] = call.Body[field]?.DeepClone();
            }
        }).Element);
    }

    private static string[] Mask(Call call) => (call.Query("readMask") ?? throw GoogleVendor.Bad("readMask is required.")).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static JsonObject Only(StoredObject item, string[] mask) => new(mask.Select(field => field.Split('.')[0]).Distinct(StringComparer.Ordinal).Where(field => item.Body[field] is not null).Select(field => KeyValuePair.Create(field, item.Body[field]?.DeepClone())));

    /// <summary>Figures follow from location, metric and day, so that they are the same whenever they are asked. The last two days are not there yet.</summary>
    private static Answer Daily(Call call)
    {
        var location = Location(call);
        var (from, to) = (Day(call, "dailyRange.startDate"), Day(call, "dailyRange.endDate"));
        if (from is null || to is null || to < from)
        {
            throw GoogleVendor.Bad("dailyRange needs a start and an end.");
        }

        var wanted = call.QueryAll("dailyMetrics");
        if (wanted.FirstOrDefault(metric => !Metrics.Contains(metric)) is { } unknown)
        {
            throw GoogleVendor.Bad($"Invalid value at 'daily_metrics': \"{unknown}\"");
        }

        var last = DateOnly.FromDateTime(call.Now.UtcDateTime.AddDays(-2));
        var end = to.Value < last ? to.Value : last;
        var series = wanted.Select(metric => (JsonNode)new JsonObject
        {
            ["dailyMetric"] = metric,
            ["timeSeries"] = new JsonObject { ["datedValues"] = Paths.Array(Enumerable.Range(0, Math.Clamp(end.DayNumber - from.Value.DayNumber + 1, 0, 550)).Select(from.Value.AddDays).Select(day => (JsonNode)Value(location, metric, day))) },
        });
        return Answer.Ok(new JsonObject { ["multiDailyMetricTimeSeries"] = new JsonArray(new JsonObject { ["dailyMetricTimeSeries"] = Paths.Array(series) }) });
    }

    private static JsonObject Value(StoredObject location, string metric, DateOnly day)
    {
        var body = new JsonObject { ["date"] = new JsonObject { ["year"] = day.Year, ["month"] = day.Month, ["day"] = day.Day } };
        var figure = Convert.ToInt32(Secrets.DeriveHex($"{location.Id}:{metric}:{day.DayNumber.ToString(CultureInfo.InvariantCulture)}", 2), 16) % (metric.Contains("IMPRESSIONS", StringComparison.Ordinal) ? 200 : 12);
        if (figure > 0)
        {
            // A day without anything has no value at all.
            body["value"] = figure.ToString(CultureInfo.InvariantCulture);
        }

        return body;
    }

    private static Answer Reviews(Call call, GoogleBusinessProfileVendor vendor)
    {
        var location = call.Account["locations"].Find(call.Route("location")) ?? throw GoogleVendor.Missing();
        var size = call.QueryNumber("pageSize", 50);
        if (size is < 1 or > 50)
        {
            throw GoogleVendor.Bad("pageSize is from 1 to 50.");
        }

        var page = vendor.Simulation.Pager.After(call.Account["reviews"], SortBy.Updated, descending: true, call.Query("pageToken"), size, item => !item.Deleted && item.Text("$location") == location.Id, () => GoogleVendor.Error(400, "INVALID_ARGUMENT", "invalid", "Invalid page token."));
        var all = call.Account["reviews"].Live.Where(item => item.Text("$location") == location.Id).ToList();
        return Answer.Ok(new { reviews = page.Items.Select(Shape), averageRating = all.Count == 0 ? 0 : Math.Round(all.Average(item => item.Number("$stars")), 1), totalReviewCount = all.Count, nextPageToken = page.Next });
    }

    private static Answer Reply(Call call)
    {
        var (review, comment) = (Review(call), call.Body.Text("comment"));
        if (string.IsNullOrEmpty(comment) || System.Text.Encoding.UTF8.GetByteCount(comment) > 4096)
        {
            throw GoogleVendor.Bad("comment is required, and at most 4096 bytes.");
        }

        return Answer.Ok(call.Account["reviews"].Change(review.Id, body => body["reviewReply"] = new JsonObject { ["comment"] = comment, ["updateTime"] = call.Now.Iso() }).Body["reviewReply"]!);
    }

    private static JsonObject Shape(StoredObject review)
    {
        var body = review.Copy();
        body.Remove("$location");
        body.Remove("$stars");
        return body;
    }

    private static JsonObject Setting(Call call)
    {
        var name = $"accounts/{call.Account.Id}/notificationSetting";
        return (call.Account["settings"].Find(name) ?? call.Account["settings"].Add(name, new JsonObject { ["name"] = name, ["pubsubTopic"] = "", ["notificationTypes"] = new JsonArray() })).Copy();
    }

    private static DateOnly? Day(Call call, string prefix) =>
        int.TryParse(call.Query($"{prefix}.year"), CultureInfo.InvariantCulture, out var year) && int.TryParse(call.Query($"{prefix}.month"), CultureInfo.InvariantCulture, out var month) && int.TryParse(call.Query($"{prefix}.day"), CultureInfo.InvariantCulture, out var day)
        && DateOnly.TryParseExact($"{year:0000}-{month:00}-{day:00}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static StoredObject Location(Call call) => call.Account["locations"].Find(call.Route("id")) ?? throw GoogleVendor.Missing();

    private static StoredObject Review(Call call) => call.Account["reviews"].Find(call.Route("id")) ?? throw GoogleVendor.Missing();
}

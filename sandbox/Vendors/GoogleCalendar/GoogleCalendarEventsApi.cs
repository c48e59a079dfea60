using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Vendors.Google;

namespace BookedBarber.Sandbox.Vendors.GoogleCalendar;

/// <summary>Calendars and events. A full walk ends in a sync token; with it come changes and cancellations only.</summary>
internal static class GoogleCalendarEventsApi
{
    private const string Root = "/calendar/v3";
    private static readonly TimeSpan TokenLife = TimeSpan.FromDays(28);
    private static readonly string[] NotWithToken = ["iCalUID", "orderBy", "privateExtendedProperty", "q", "sharedExtendedProperty", "timeMin", "timeMax", "updatedMin"];

    public static void Map(Api api, GoogleCalendarVendor vendor)
    {
        api.Get($"{Root}/users/me/calendarList", call => Answer.Ok(new { kind = "calendar#calendarList", etag = "\"list\"", nextSyncToken = Token(call.Now, "calendars"), items = call.Account["calendars"].Live.Select(item => item.Element) }));
        api.Get($"{Root}/calendars/{{calendar}}", call => Answer.Ok(new { kind = "calendar#calendar", etag = Calendar(call).Text("etag"), id = Calendar(call).Id, summary = Calendar(call).Text("summary"), timeZone = Calendar(call).Text("timeZone") }));
        api.Post($"{Root}/calendars", call => string.IsNullOrEmpty(call.Body.Text("summary"))
            ? throw GoogleVendor.Bad("Missing summary.")
            : Answer.Ok(GoogleCalendarVendor.AddCalendar(call.Account, $"c_{call.Account.Dice.Hex(32)}@group.calendar.google.com", call.Body.Text("summary")!, primary: false).Element));
        api.Get($"{Root}/calendars/{{calendar}}/events", call => List(call, vendor));
        api.Get($"{Root}/calendars/{{calendar}}/events/{{id}}", call => Answer.Ok(Shape(Find(call))));
        api.Post($"{Root}/calendars/{{calendar}}/events", Insert);
        api.Patch($"{Root}/calendars/{{calendar}}/events/{{id}}", call => Change(call, whole: false));
        api.Put($"{Root}/calendars/{{calendar}}/events/{{id}}", call => Change(call, whole: true));
        api.Delete($"{Root}/calendars/{{calendar}}/events/{{id}}", call =>
        {
            Match(call, Find(call));
            call.Account["events"].Delete(Find(call).Id);
            return Answer.Empty(204);
        });
        api.Post($"{Root}/freeBusy", FreeBusy);
    }

    public static StoredObject Calendar(Call call) => (call.Route("calendar") == "primary" ? call.Account["calendars"].Live[0] : call.Account["calendars"].Find(Uri.UnescapeDataString(call.Route("calendar")))) ?? throw GoogleVendor.Missing();

    private static Answer List(Call call, GoogleCalendarVendor vendor)
    {
        var (calendar, token) = (Calendar(call).Id, call.Query("syncToken"));
        var single = call.Query("singleEvents") == "true";
        if (token is not null && NotWithToken.FirstOrDefault(name => call.Query(name) is not null) is { } forbidden)
        {
            throw GoogleVendor.Bad($"Sync token cannot be used with {forbidden}.");
        }

        var since = token is null ? null : Read(token, $"{calendar}:{single}", call.Now);
        var (min, max, updated) = (Paths.ParseInstant(call.Query("timeMin")), Paths.ParseInstant(call.Query("timeMax")), Paths.ParseInstant(call.Query("updatedMin")));
        var property = call.QueryAll("privateExtendedProperty").Select(pair => pair.Split('=', 2)).ToList();
        var deleted = since is not null || updated is not null || call.Query("showDeleted") == "true";
        var size = Math.Clamp(call.QueryNumber("maxResults", 250), 1, 2500);
        var page = vendor.Simulation.Pager.After(call.Account["events"], SortBy.Updated, descending: false, call.Query("pageToken"), size, item =>
            item.Text("$calendar") == calendar && (deleted || !item.Deleted) && (since is null || item.Updated >= since) && (updated is null || item.Updated >= updated)
            && (min is null || At(item, "end") > min) && (max is null || At(item, "start") < max) && property.TrueForAll(pair => pair.Length == 2 && item.Text($"extendedProperties.private.{pair[0]}") == pair[1]), () => GoogleVendor.Error(400, "INVALID_ARGUMENT", "invalid", "Invalid page token value."));
        return Answer.Ok(new
        {
            kind = "calendar#events", etag = "\"events\"", summary = Calendar(call).Text("summary"), updated = call.Now.Iso(), timeZone = "America/New_York", accessRole = "owner", defaultReminders = Array.Empty<object>(), nextPageToken = page.Next,
            // Only the last page brings the token, and it looks back a moment so that nothing written meanwhile is missed.
            nextSyncToken = page.Next is null ? Token(call.Now, $"{calendar}:{single}") : null,
            items = page.Items.Select(Shape),
        });
    }

    private static Answer Insert(Call call)
    {
        var calendar = Calendar(call).Id;
        if (call.Body.Instant("start.dateTime") is null && call.Body.Text("start.date") is null || call.Body.At("end") is null)
        {
            throw GoogleVendor.Bad("Missing end time.");
        }

        if (call.Body.Text("id") is { } id)
        {
            if (id.Length is < 5 or > 1024 || id.Any(letter => letter is not ((>= 'a' and <= 'v') or (>= '0' and <= '9'))))
            {
                throw GoogleVendor.Bad("Invalid resource id value.");
            }

            if (call.Account["events"].FindEvenDeleted($"{calendar}/{id}") is not null)
            {
                throw new Refusal(GoogleVendor.Error(409, "ALREADY_EXISTS", "duplicate", "The requested identifier already exists."));
            }
        }

        return Answer.Ok(Shape(GoogleCalendarVendor.AddEvent(call.Account, calendar, (JsonObject)call.Body.DeepClone())));
    }

    private static Answer Change(Call call, bool whole)
    {
        var found = Find(call);
        Match(call, found);
        return Answer.Ok(Shape(call.Account["events"].Change(found.Id, body =>
        {
            foreach (var name in whole ? (string[])["description", "location", "attendees", "extendedProperties", "recurrence"] : [])
            {
                body.Remove(name);
            }

            body.Merge(call.Body);
        })));
    }

    private static Answer FreeBusy(Call call)
    {
        if (call.Body.Instant("timeMin") is not { } min || call.Body.Instant("timeMax") is not { } max)
        {
            throw GoogleVendor.Bad("timeMin and timeMax are required.");
        }

        var calendars = call.Body.Objects("items").Take(50).Select(item => item.Text("id") ?? "").ToDictionary(id => id, id => (object)(call.Account["calendars"].Find(id) is null
            ? new { errors = new[] { new { domain = "global", reason = "notFound" } }, busy = Array.Empty<object>() }
            : new { busy = call.Account["events"].Live.Where(item => item.Text("$calendar") == id && item.Text("transparency") != "transparent" && At(item, "end") > min && At(item, "start") < max).OrderBy(item => At(item, "start")).Select(item => new { start = At(item, "start")!.Value.IsoSeconds(), end = At(item, "end")!.Value.IsoSeconds() }) }), StringComparer.Ordinal);
        return Answer.Ok(new { kind = "calendar#freeBusy", timeMin = min.Iso(), timeMax = max.Iso(), calendars });
    }

    /// <summary>What was cancelled carries little more than its id.</summary>
    private static JsonObject Shape(StoredObject item)
    {
        if (item.Deleted)
        {
            return new JsonObject { ["kind"] = "calendar#event", ["etag"] = item.Text("etag"), ["id"] = item.Text("id"), ["status"] = "cancelled", ["updated"] = item.Text("updated") };
        }

        var body = item.Copy();
        body.Remove("$calendar");
        return body;
    }

    private static StoredObject Find(Call call)
    {
        var id = $"{Calendar(call).Id}/{call.Route("id")}";
        return call.Account["events"].Find(id) ?? throw (call.Request.Method == "DELETE" && call.Account["events"].FindEvenDeleted(id) is not null ? new Refusal(GoogleVendor.Error(410, "FAILED_PRECONDITION", "deleted", "Resource has been deleted")) : GoogleVendor.Missing());
    }

    private static void Match(Call call, StoredObject item)
    {
        if (call.Header("If-Match") is { } wanted && wanted != "*" && wanted != item.Text("etag"))
        {
            throw new Refusal(GoogleVendor.Error(412, "FAILED_PRECONDITION", "conditionNotMet", "Precondition Failed"));
        }
    }

    private static DateTimeOffset? At(StoredObject item, string end) => item.Body.Instant($"{end}.dateTime") ?? item.Body.Instant($"{end}.date");

    private static string Token(DateTimeOffset now, string parameters) => $"C{now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}-{Secrets.DeriveHex(parameters, 12)}";

    /// <summary>The token is good for the same calendar and parameters, and for four weeks; else everything is to be read again.</summary>
    private static DateTimeOffset? Read(string token, string parameters, DateTimeOffset now)
    {
        if (token.Split('-') is not [{ Length: > 1 } time, var rest] || !long.TryParse(time[1..], CultureInfo.InvariantCulture, out var at) || rest != Secrets.DeriveHex(parameters, 12))
        {
            throw GoogleVendor.Bad("Invalid sync token value.");
        }

        var since = DateTimeOffset.FromUnixTimeMilliseconds(at);
        return now - since > TokenLife ? throw new Refusal(GoogleVendor.Error(410, "FAILED_PRECONDITION", "fullSyncRequired", "Sync token is no longer valid, a full sync is required.")) : since;
    }
}

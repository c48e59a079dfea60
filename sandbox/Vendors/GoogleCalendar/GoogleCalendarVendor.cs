using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Data;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;
using BookedBarber.Sandbox.Kit.Webhooks;
using BookedBarber.Sandbox.Vendors.Google;

namespace BookedBarber.Sandbox.Vendors.GoogleCalendar;

/// <summary>Google Calendar: calendars of barbers, their events and busy times, sync tokens, channels. After https://developers.google.com/calendar/api (v3).</summary>
internal sealed class GoogleCalendarVendor : GoogleVendor
{
    public override string Name => "google-calendar";

    public override string Title => "Google Calendar";

    public override IReadOnlyDictionary<string, Action<Account>> Streams { get; } = new Dictionary<string, Action<Account>>(StringComparer.Ordinal) { ["events"] = account => AddEvent(account, account.Dice.Pick(account["calendars"].Live).Id) };

    public override IReadOnlyDictionary<string, Func<Account, Wishes, object>> Scenes { get; } = new Dictionary<string, Func<Account, Wishes, object>>(StringComparer.Ordinal)
    {
        ["event"] = (account, wishes) =>
        {
            var calendar = wishes.Text("calendar") ?? account["calendars"].Live[0].Id;
            wishes.Finish();
            return account["calendars"].Find(calendar) is null ? throw new SteeringFault($"There is no calendar '{calendar}'.") : new { eventId = AddEvent(account, calendar).Id };
        },
    };

    public override void Map(Api api)
    {
        GoogleCalendarEventsApi.Map(api, this);
        GoogleCalendarChannelsApi.Map(api, this);
    }

    public override void Fill(Account account)
    {
        var owner = $"{account.Name.Replace(' ', '.')}@example.com".ToLowerInvariant();
        AddCalendar(account, owner, owner, primary: true);
        Filling.Times(3, () =>
        {
            var person = Person.Draw(account.Dice);
            AddCalendar(account, $"c_{account.Dice.Hex(32)}@group.calendar.google.com", $"{person.Full} (chair)", primary: false);
        });
        foreach (var calendar in account["calendars"].Live)
        {
            Filling.Times(15, () => AddEvent(account, calendar.Id));
        }
    }

    public override void Stamp(string collection, StoredObject item)
    {
        item.Body["etag"] = $"\"{Secrets.DeriveDigits($"{item.Id}:{item.Version}", 16)}\"";
        if (collection == "events")
        {
            item.Body["created"] ??= item.Created.Iso();
            item.Body["updated"] = item.Updated.Iso();
            item.Body["sequence"] = item.Version - 1;
            item.Body["status"] = item.Deleted ? "cancelled" : item.Text("status") ?? "confirmed";
        }
    }

    public override void OnChange(Account account, string collection, ChangeKind kind, StoredObject item)
    {
        if (collection == "events")
        {
            GoogleCalendarChannelsApi.Tell(this, account, item.Text("$calendar")!);
        }
    }

    /// <summary>Nothing is signed: the channel's token comes back as it was given.</summary>
    public override void Sign(HttpRequestMessage request, WebhookMessage message, Subscription subscription, Attempt attempt) => request.Headers.TryAddWithoutValidation("X-Goog-Channel-Token", subscription.Secret);

    public override bool RetriesAfter(int status) => status is 0 or >= 500;

    public static StoredObject AddCalendar(Account account, string id, string name, bool primary)
    {
        var body = new JsonObject { ["kind"] = "calendar#calendarListEntry", ["id"] = id, ["summary"] = name, ["timeZone"] = "America/New_York", ["colorId"] = "14", ["backgroundColor"] = "#9fe1e7", ["foregroundColor"] = "#000000", ["selected"] = true, ["accessRole"] = "owner", ["defaultReminders"] = new JsonArray() };
        if (primary)
        {
            body["primary"] = true;
        }

        return account["calendars"].Add(id, body, account.Now.AddDays(-300));
    }

    public static StoredObject AddEvent(Account account, string calendar, JsonObject? given = null)
    {
        var id = given.Text("id") ?? account.Dice.Text(26, "abcdefghijklmnopqrstuv0123456789");
        var start = new DateTimeOffset(account.Now.UtcDateTime.Date, TimeSpan.Zero).AddDays(account.Dice.Between(-10, 20)).AddHours(account.Dice.Between(14, 22));
        var body = given ?? new JsonObject
        {
            ["summary"] = account.Dice.Chance(70) ? $"{account.Dice.Pick(Menu.Services).Name}: {Person.Draw(account.Dice).Full}" : "Lunch", ["start"] = Time(start), ["end"] = Time(start.AddMinutes(45)),
        };
        body["kind"] = "calendar#event";
        body["id"] = id;
        body["iCalUID"] ??= $"{id}@google.com";
        body["htmlLink"] = $"https://www.google.com/calendar/event?eid={id}";
        body["creator"] = new JsonObject { ["email"] = account["calendars"].Live[0].Id };
        body["organizer"] = new JsonObject { ["email"] = calendar, ["self"] = true };
        body["eventType"] ??= "default";
        body["reminders"] ??= new JsonObject { ["useDefault"] = true };
        body["$calendar"] = calendar;
        return account["events"].Add($"{calendar}/{id}", body, account.Moment(10));
    }

    private static JsonObject Time(DateTimeOffset at) => new() { ["dateTime"] = at.ToOffset(TimeSpan.FromHours(-5)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture), ["timeZone"] = "America/New_York" };
}

using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class GoogleCalendarAcceptance(GoogleCalendarAcceptance.House house) : TwoSidedAcceptance(house.Value, _sides), IClassFixture<GoogleCalendarAcceptance.House>
{
    private static readonly AcceptedSides _sides = new("events", new Dictionary<string, object> { ["summary"] = "Moved" }, "events",
        new AcceptedWrite("write_booking", "booking", "events", key => new BookingRecord(key, null, "Ada Client", null, null, new DateTimeOffset(2026, 3, 5, 15, 0, 0, TimeSpan.Zero), null, 45, "confirmed", null, null)));

    protected override async Task<string> IdOfAsync(string key)
    {
        var calendar = (await ObjectsAsync("events")).First(one => one.GetProperty("id").GetString() == key).GetProperty("$calendar").GetString();
        return $"{calendar}/{key}";
    }

    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("google-calendar", "events", "events", "/calendar/v3/calendars/", AcceptedVendor.NoSettings));

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

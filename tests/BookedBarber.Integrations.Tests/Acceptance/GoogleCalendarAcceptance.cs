using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class GoogleCalendarAcceptance(GoogleCalendarAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<GoogleCalendarAcceptance.House>
{
    protected override async Task<string> IdOfAsync(string key)
    {
        var calendar = (await ObjectsAsync("events")).First(one => one.GetProperty("id").GetString() == key).GetProperty("$calendar").GetString();
        return $"{calendar}/{key}";
    }

    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("google-calendar", "events", "events", "/calendar/v3/calendars/", "events")
        {
            Change = text => new Dictionary<string, object> { ["summary"] = text },
            Writes =
            [
                new AcceptedWrite("write_booking", "booking", "events", (key, _) => new BookingRecord(key, null, "Ada Client", null, null, new DateTimeOffset(2026, 3, 5, 15, 0, 0, TimeSpan.Zero), null, 45, "confirmed", null, null)),
            ],
        });

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

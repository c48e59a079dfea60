using System.Net.Http.Headers;
using System.Net.Http.Json;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class GoogleCalendarAcceptance(GoogleCalendarAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<GoogleCalendarAcceptance.House>
{
    [Fact]
    public async Task An_event_that_stands_in_two_calendars_is_a_record_in_each()
    {
        var connection = await Accepted.ConnectAsync();
        using var owner = new HttpClient { BaseAddress = new Uri(Accepted.Credentials.Url) };
        owner.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Accepted.Credentials.AccessToken);
        var tomorrow = Accepted.Clock.GetUtcNow().AddDays(1);
        foreach (var calendar in (await ObjectsAsync("calendars")).Take(2))
        {
            using var made = await owner.PostAsJsonAsync(
                $"/calendar/v3/calendars/{Uri.EscapeDataString(calendar.GetProperty("id").GetString()!)}/events",
                new { id = "sharedinboth", summary = "Shared", start = new { dateTime = tomorrow.ToString("O") }, end = new { dateTime = tomorrow.AddHours(1).ToString("O") } },
                AcceptanceHouse.Ct);
            made.EnsureSuccessStatusCode();
        }

        (await Accepted.SyncAsync(connection, "events")).State.ShouldBe("done");

        (await Accepted.RowAsync<long>("select count(distinct record_id) from integrations.record_link where connection_id = @Id and key like '%/sharedinboth'", new { connection.Id })).ShouldBe(2);
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

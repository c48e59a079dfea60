using System.Net.Http.Headers;
using System.Net.Http.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Records;
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

    [Fact]
    public async Task A_connection_from_before_events_were_known_by_their_calendar_keeps_its_records()
    {
        var connection = await Accepted.ConnectAsync();
        (await Accepted.SyncAsync(connection, "events")).State.ShouldBe("done");
        var after = await KnownAsync(connection);
        await Accepted.ExecuteAsync(
            """
            delete from integrations.record_link l where connection_id = @Id and stream = 'events' and exists (
                select from integrations.record_link o where o.connection_id = l.connection_id and o.stream = l.stream and split_part(o.key, '/', 2) = split_part(l.key, '/', 2) and o.key < l.key);
            delete from records.calendar_event e where source = @Source and not exists (select from integrations.record_link l where l.record_id = e.id);
            update integrations.record_link set key = split_part(key, '/', 2), record_key = split_part(record_key, '/', 2), base = jsonb_set(base, '{key}', to_jsonb(split_part(key, '/', 2))) where connection_id = @Id and stream = 'events';
            update records.calendar_event set source_key = split_part(source_key, '/', 2) where source = @Source;
            """,
            new { connection.Id, connection.Source });
        var old = await KnownAsync(connection);

        for (var run = 0; run < 2; run++)
        {
            await Accepted.MigrateAsync(typeof(RecordsModule).Assembly, "0083_calendar_event_keys.sql");
            await Accepted.MigrateAsync(typeof(IntegrationsModule).Assembly, "0064_calendar_event_keys.sql");
        }

        (await KnownAsync(connection)).Select(one => one.Id).ShouldBe(old.Select(one => one.Id), ignoreOrder: true);
        var reading = await Accepted.SyncAsync(connection, "events");
        (reading.State, reading.Created, reading.Changed).ShouldBe(("done", after.Count - old.Count, 0), reading.Detail);
        (await KnownAsync(connection)).Select(one => (one.Key, one.Stored)).ShouldBe(after.Select(one => (one.Key, one.Stored)), ignoreOrder: true);
    }

    private Task<IReadOnlyList<(Guid Id, string Key, string Stored)>> KnownAsync(Connection connection) => Accepted.RowsAsync<(Guid, string, string)>(
        "select e.id, l.key, e.source_key from integrations.record_link l join records.calendar_event e on e.id = l.record_id where l.connection_id = @Id and l.stream = 'events' and l.removed_at is null order by l.key", new { connection.Id });

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

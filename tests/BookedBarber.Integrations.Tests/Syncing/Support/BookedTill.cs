using System.Text.Json.Nodes;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Pushing;
using BookedBarber.Shared;
using BookedBarber.Storage;
using static BookedBarber.Integrations.Tests.Syncing.Support.SyncHouse;

namespace BookedBarber.Integrations.Tests.Syncing.Support;

/// <summary>A till with one booking that both sides may change.</summary>
internal sealed class BookedTill(SyncHouse house)
{
    public static readonly VendorAction SaveBooking = new(
        "save_booking", "Save a booking", "booking",
        TillManifest.Request(HttpMethod.Post, "/bookings", TillManifest.Body(("status", "{record.status}"), ("client_id", "{refs.clientKey}"))),
        TillManifest.Request(HttpMethod.Put, "/bookings/{key}", TillManifest.Body(("status", "{record.status}"))),
        TillManifest.Request(HttpMethod.Delete, "/bookings/{key}", null),
        new Idempotency("Idempotency-Key", null, null, 45), null, new AnswerSource(null, TillManifest.Path("id")), "bookings");

    public async Task<(Connection Connection, TillVendor Vendor)> WithBookingAsync(params VendorAction[] actions)
    {
        var (connection, vendor) = house.Connect(TillManifest.Of(TillManifest.Bookings) with { Actions = actions });
        vendor.Put("bookings", Booking("confirmed", version: 1));
        await house.SyncAsync(connection, "bookings");
        await SettleAsync();
        return (connection, vendor);
    }

    // Records of any source are written to a connection that follows them; each test looks at its own alone.
    public Task FollowAsync(Connection connection) =>
        house.ExecuteAsync("delete from integrations.push_rule; insert into integrations.push_rule values (@Network, @Id, 'save_booking', true)", new { connection.Network, connection.Id });

    public async Task ChangeHereAsync(Connection connection, string status)
    {
        await using (var session = await house.Node.Database.WriteAsync(Scope.OfSystem(house.Network), "api", Ct))
        {
            await session.ExecuteAsync("update records.booking set status = @status, version = version + 1 where source = @Source", new { status, connection.Source }, Ct);
            await session.CommitAsync(Ct);
        }

        await SettleAsync();
    }

    public async Task PushAsync()
    {
        while (await house.Node.Get<PushWork>().StepAsync(Ct) > 0)
        {
            // until nothing is due
        }
    }

    public Task SettleAsync() => house.Node.Get<IFeedCatchUp>().RunAsync(Ct);

    public static JsonObject Booking(string status, int version, int minutes = 45) => new()
    {
        ["id"] = "b1", ["client_id"] = "c1", ["starts_at"] = "2026-03-05T10:00:00Z", ["minutes"] = minutes, ["status"] = status, ["updated_at"] = "2026-03-02T14:00:00Z", ["version"] = version,
    };
}

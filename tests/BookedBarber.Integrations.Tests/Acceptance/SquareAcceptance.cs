using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class SquareAcceptance(SquareAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<SquareAcceptance.House>
{
    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("square", "clients", "customers", "/v2/customers", "customers")
        {
            Change = text => new Dictionary<string, object> { ["given_name"] = text },
            Writes =
            [
                new AcceptedWrite("create_client", "client", "customers", (key, _) => new ClientRecord(key, "Ada Client", $"{key}@example.com", "+15550102")),
                new AcceptedWrite("create_booking", "booking", "bookings", (key, others) => new BookingRecord(
                    key, others[0], null, others[1], others[2], new DateTimeOffset(2026, 12, 5, 15, 0, 0, TimeSpan.Zero), null, 45, "confirmed", null, null),
                    new AcceptedReference("customers", _ => true, one => one.GetProperty("id").GetString()),
                    new AcceptedReference("team", _ => true, one => one.GetProperty("id").GetString()),
                    new AcceptedReference("catalog", one => one.TryGetProperty("item_variation_data", out var variation) && variation.TryGetProperty("service_duration", out var duration) && duration.GetInt64() > 0, one => one.GetProperty("id").GetString()))
                {
                    Knows = ["clients", "services", "staff"],
                },
            ],
        });

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

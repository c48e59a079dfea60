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
            ],
        });

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class CloverAcceptance(CloverAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<CloverAcceptance.House>
{
    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("clover", "clients", "customers", "/v3/merchants", "customers")
        {
            Settings = new Dictionary<string, string> { ["region"] = "www", ["apihost"] = "api" },
            Change = text => new Dictionary<string, object> { ["firstName"] = text },
            Writes =
            [
                new AcceptedWrite("create_client", "client", "customers", (key, _) => new ClientRecord(key, "Ada Client", $"{key}@example.com", "+15550102")),
            ],
        });

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class ShopifyAcceptance(ShopifyAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<ShopifyAcceptance.House>
{
    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("shopify", "clients", "customers", "/admin/api", "customers")
        {
            Settings = new Dictionary<string, string> { ["shop"] = "sandbox" },
            Change = text => new Dictionary<string, object> { ["firstName"] = text },
            Writes =
            [
                new AcceptedWrite("create_client", "client", "customers", (key, _) => new ClientRecord(key, "Ada Client", $"{key}@example.com", "+15550102")),
            ],
        });

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

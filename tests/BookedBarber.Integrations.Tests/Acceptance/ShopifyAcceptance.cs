namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class ShopifyAcceptance(ShopifyAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<ShopifyAcceptance.House>
{
    private static readonly Dictionary<string, string> _settings = new() { ["shop"] = "sandbox" };

    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("shopify", "clients", "customers", "/admin/api", _settings));

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class SalesforceAcceptance(SalesforceAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<SalesforceAcceptance.House>
{
    private static readonly Dictionary<string, string> _settings = new() { ["instance_url"] = "https://sandbox.my.salesforce.com" };

    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("salesforce", "leads", "leads", "/services/data/", _settings));

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

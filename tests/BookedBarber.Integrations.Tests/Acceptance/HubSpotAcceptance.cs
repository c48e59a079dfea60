namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class HubSpotAcceptance(HubSpotAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<HubSpotAcceptance.House>
{
    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("hubspot", "companies", "companies", "/crm/objects/2026-09/companies", AcceptedVendor.NoSettings));

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class XeroAcceptance(XeroAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<XeroAcceptance.House>
{
    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("xero", "contacts", "contacts", "/api.xro/2.0/Contacts", AcceptedVendor.NoSettings));

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

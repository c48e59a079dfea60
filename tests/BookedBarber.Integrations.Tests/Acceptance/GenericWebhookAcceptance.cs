namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class GenericWebhookAcceptance(GenericWebhookAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<GenericWebhookAcceptance.House>
{
    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor(OwnSystem.Webhook, "clients", "clients", "/api/clients", "clients")
        {
            Change = text => new Dictionary<string, object> { ["name"] = text },
        });

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

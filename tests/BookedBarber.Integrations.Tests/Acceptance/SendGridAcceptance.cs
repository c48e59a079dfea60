namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class SendGridAcceptance(SendGridAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<SendGridAcceptance.House>
{
    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("sendgrid", "unsubscribes", "unsubscribes", "/v3/suppression/unsubscribes", AcceptedVendor.NoSettings));

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

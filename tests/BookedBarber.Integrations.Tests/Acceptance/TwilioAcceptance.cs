namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class TwilioAcceptance(TwilioAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<TwilioAcceptance.House>
{
    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("twilio", "messages", "messages", "/2010-04-01/Accounts", AcceptedVendor.NoSettings));

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

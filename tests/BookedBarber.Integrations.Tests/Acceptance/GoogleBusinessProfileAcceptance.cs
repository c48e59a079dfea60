namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class GoogleBusinessProfileAcceptance(GoogleBusinessProfileAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<GoogleBusinessProfileAcceptance.House>
{
    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("google-business-profile", "reviews", "reviews", "/v4/accounts/", "reviews")
        {
            Change = text => new Dictionary<string, object> { ["comment"] = text },
        });

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class GoogleBusinessProfileAcceptance(GoogleBusinessProfileAcceptance.House house) : TwoSidedAcceptance(house.Value, _sides), IClassFixture<GoogleBusinessProfileAcceptance.House>
{
    private static readonly AcceptedSides _sides = new("reviews", new Dictionary<string, object> { ["comment"] = "Changed my mind." }, "reviews");

    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("google-business-profile", "reviews", "reviews", "/v4/accounts/", AcceptedVendor.NoSettings));

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

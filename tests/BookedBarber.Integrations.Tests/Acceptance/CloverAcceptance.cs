namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class CloverAcceptance(CloverAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<CloverAcceptance.House>
{
    private static readonly Dictionary<string, string> _settings = new() { ["region"] = "www", ["apihost"] = "api" };

    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("clover", "clients", "customers", "/v3/merchants", _settings));

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

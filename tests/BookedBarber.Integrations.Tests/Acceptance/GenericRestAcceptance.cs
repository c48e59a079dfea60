namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class GenericRestAcceptance(GenericRestAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<GenericRestAcceptance.House>
{
    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor(OwnSystem.Rest, "clients", "clients", "/api/clients", "clients")
        {
            Settings = new Dictionary<string, string> { ["address"] = "https://own.example.com/api" },
            Change = text => new Dictionary<string, object> { ["name"] = text },
        });

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

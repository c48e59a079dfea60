namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class BambooHRAcceptance(BambooHRAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<BambooHRAcceptance.House>
{
    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("bamboohr", "staff", "employees", "/api/v1/employees", "employees")
        {
            Settings = new Dictionary<string, string> { ["company"] = "sandbox" },
            Change = text => new Dictionary<string, object> { ["jobTitle"] = text },
        });

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

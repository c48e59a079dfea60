namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class BambooHRAcceptance(BambooHRAcceptance.House house) : TwoSidedAcceptance(house.Value, _sides), IClassFixture<BambooHRAcceptance.House>
{
    private static readonly AcceptedSides _sides = new("employees", new Dictionary<string, object> { ["jobTitle"] = "Master barber" }, "staff");

    private static readonly Dictionary<string, string> _settings = new() { ["company"] = "sandbox" };

    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("bamboohr", "staff", "employees", "/api/v1/employees/changed", _settings));

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

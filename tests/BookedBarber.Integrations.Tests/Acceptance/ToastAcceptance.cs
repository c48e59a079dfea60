namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class ToastAcceptance(ToastAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<ToastAcceptance.House>
{
    private static readonly Dictionary<string, string> _settings = new() { ["apihost"] = "ws-api.toasttab.com" };

    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("toast", "staff", "employees", "/labor/v1/employees", _settings));

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

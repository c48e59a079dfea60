using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class StripeAcceptance(StripeAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<StripeAcceptance.House>
{
    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("stripe", "clients", "customers", "/v1/customers", "customers")
        {
            NeedsConsent = true,
            Change = text => new Dictionary<string, object> { ["name"] = text },
            Writes =
            [
                new AcceptedWrite("create_client", "client", "customers", (key, _) => new ClientRecord(key, "Ada Client", $"{key}@example.com", "+15550102")),
            ],
        });

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

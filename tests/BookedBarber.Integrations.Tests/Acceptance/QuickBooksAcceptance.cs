using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class QuickBooksAcceptance(QuickBooksAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<QuickBooksAcceptance.House>
{
    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("quickbooks-online", "customers", "customers", "/v3/company/", "Customer")
        {
            Change = text => new Dictionary<string, object> { ["DisplayName"] = text },
            Writes =
            [
                new AcceptedWrite("create_customer", "company", "Customer", (key, _) => new CompanyRecord(key, $"Acme {key[^12..]}", "owner", null, "+1 555 0100", null, "Springfield", null, null, true)),
            ],
        });

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

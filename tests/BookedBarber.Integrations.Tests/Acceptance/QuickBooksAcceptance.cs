using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class QuickBooksAcceptance(QuickBooksAcceptance.House house) : TwoSidedAcceptance(house.Value, _sides), IClassFixture<QuickBooksAcceptance.House>
{
    private static readonly AcceptedSides _sides = new("Customer", new Dictionary<string, object> { ["DisplayName"] = "Renamed Grooming" }, "deleted_customers",
        new AcceptedWrite("create_customer", "company", "Customer", key => new CompanyRecord(key, $"Acme {key[^12..]}", "owner", null, "+1 555 0100", null, "Springfield", null, null, true)));

    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("quickbooks-online", "customers", "customers", "/v3/company/", AcceptedVendor.NoSettings));

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class XeroAcceptance(XeroAcceptance.House house) : TwoSidedAcceptance(house.Value, _sides), IClassFixture<XeroAcceptance.House>
{
    private static readonly AcceptedSides _sides = new("Contacts", new Dictionary<string, object> { ["Name"] = "Renamed Grooming" }, null,
        new AcceptedWrite("create_contact", "company", "Contacts", key => new CompanyRecord(key, $"Acme {key[^12..]}", "owner", null, "+1 555 0100", null, "Springfield", null, null, true)));

    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("xero", "contacts", "contacts", "/api.xro/2.0/Contacts", AcceptedVendor.NoSettings));

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

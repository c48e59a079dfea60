using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class SalesforceAcceptance(SalesforceAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<SalesforceAcceptance.House>
{
    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("salesforce", "leads", "leads", "/services/data/", "Lead")
        {
            Settings = new Dictionary<string, string> { ["instance_url"] = "https://sandbox.my.salesforce.com" },
            Change = text => new Dictionary<string, object> { ["Phone"] = text },
            Writes =
            [
                new AcceptedWrite("create_lead", "lead", "Lead", (key, _) => new LeadRecord(key, "Ada Prospect", $"{key}@example.com", "+1 555 0101", "franchisee", "new", "Web", null, null, null, null, new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero), null, null)),
                new AcceptedWrite("create_company", "company", "Account", (key, _) => new CompanyRecord(key, $"Acme {key[^12..]}", "owner", null, "+1 555 0100", null, "Springfield", null, null, true)),
                new AcceptedWrite("create_deal", "deal", "Opportunity", (key, _) => new DealRecord(key, "North side", "default", "Prospecting", "open", "USD", 45_000, null, null, null, null, new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero), null, new DateOnly(2026, 6, 1))),
            ],
        });

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

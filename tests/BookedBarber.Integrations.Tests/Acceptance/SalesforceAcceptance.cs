using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class SalesforceAcceptance(SalesforceAcceptance.House house) : TwoSidedAcceptance(house.Value, _sides), IClassFixture<SalesforceAcceptance.House>
{
    private static readonly AcceptedSides _sides = new("Lead", new Dictionary<string, object> { ["Phone"] = "+1 555 0199" }, "deleted_leads",
        new("create_lead", "lead", "Lead", key => new LeadRecord(key, "Ada Prospect", $"{key}@example.com", "+1 555 0101", "franchisee", "new", "Web", null, null, null, null, new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero), null, null)),
        new("create_company", "company", "Account", key => new CompanyRecord(key, $"Acme {key[^12..]}", "owner", null, "+1 555 0100", null, "Springfield", null, null, true)),
        new("create_deal", "deal", "Opportunity", key => new DealRecord(key, "North side", "default", "Prospecting", "open", "USD", 45_000, null, null, null, null, new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero), null, new DateOnly(2026, 6, 1))));

    private static readonly Dictionary<string, string> _settings = new() { ["instance_url"] = "https://sandbox.my.salesforce.com" };

    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("salesforce", "leads", "leads", "/services/data/", _settings));

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class HubSpotAcceptance(HubSpotAcceptance.House house) : TwoSidedAcceptance(house.Value, _sides), IClassFixture<HubSpotAcceptance.House>
{
    private static readonly AcceptedSides _sides = new("companies", new Dictionary<string, object> { ["properties"] = new { name = "Renamed Grooming" } }, null,
        new("create_company", "company", "companies", key => new CompanyRecord(key, $"Acme {key[^12..]}", "owner", null, "+1 555 0100", null, "Springfield", null, null, true)),
        new("create_lead", "lead", "contacts", key => new LeadRecord(key, "Ada Prospect", $"{key}@example.com", "+1 555 0101", "franchisee", "new", "Web", null, null, null, null, new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero), null, null)),
        new("create_deal", "deal", "deals", key => new DealRecord(key, "North side", "default", "appointmentscheduled", "open", "USD", 45_000, null, null, null, null, new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero), null, new DateOnly(2026, 6, 1))));

    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("hubspot", "companies", "companies", "/crm/objects/2026-09/companies", AcceptedVendor.NoSettings));

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

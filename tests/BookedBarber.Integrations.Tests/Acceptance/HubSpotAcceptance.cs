using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class HubSpotAcceptance(HubSpotAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<HubSpotAcceptance.House>
{
    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("hubspot", "companies", "companies", "/crm/objects/2026-09/companies", "companies")
        {
            Change = text => new Dictionary<string, object> { ["properties"] = new { name = text } },
            Writes =
            [
                new AcceptedWrite("create_company", "company", "companies", (key, _) => new CompanyRecord(key, $"Acme {key[^12..]}", "owner", null, "+1 555 0100", null, "Springfield", null, null, true)),
                new AcceptedWrite("create_lead", "lead", "contacts", (key, _) => new LeadRecord(key, "Ada Prospect", $"{key}@example.com", "+1 555 0101", "franchisee", "new", "Web", null, null, null, null, new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero), null, null)),
                new AcceptedWrite("create_deal", "deal", "deals", (key, _) => new DealRecord(key, "North side", "default", "appointmentscheduled", "open", "USD", 45_000, null, null, null, null, new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero), null, new DateOnly(2026, 6, 1))),
            ],
        });

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

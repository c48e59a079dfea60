using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class XeroAcceptance(XeroAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<XeroAcceptance.House>
{
    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("xero", "contacts", "contacts", "/api.xro/2.0/Contacts", "Contacts")
        {
            SettingFrom = ("payment_account", "Accounts", "Code"),
            Change = text => new Dictionary<string, object> { ["Name"] = text },
            Writes =
            [
                new AcceptedWrite("create_contact", "company", "Contacts", (key, _) => new CompanyRecord(key, $"Acme {key[^12..]}", "owner", null, "+1 555 0100", null, "Springfield", null, null, true)),
                new AcceptedWrite("create_payment", "invoice_payment", "Payments", (key, invoice) => new InvoicePaymentRecord(key, invoice, new DateOnly(2026, 3, 2), "bank", null, "USD", 1, null, key[^12..]))
                {
                    Refers = ("Invoices", one => one.GetProperty("Status").GetString() == "AUTHORISED" && one.GetProperty("AmountDue").GetDecimal() > 10, "InvoiceID"),
                },
            ],
        });

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

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
                new AcceptedWrite("create_payment", "invoice_payment", "Payments", (key, others) => new InvoicePaymentRecord(key, others[0], new DateOnly(2026, 3, 2), "bank", null, "USD", 1, null, key[^12..]),
                    new AcceptedReference("Invoices", one => one.GetProperty("Status").GetString() == "AUTHORISED" && one.GetProperty("AmountDue").GetDecimal() > 10, one => one.GetProperty("InvoiceID").GetString())),
                new AcceptedWrite("create_invoice", "invoice", "Invoices", (key, others) => new InvoiceRecord(
                    key, "invoice", $"R-{key[^12..]}", "open", new DateOnly(2026, 3, 2), new DateOnly(2026, 4, 1), others[0], null, "USD",
                    [new InvoiceLine("Royalty for February", null, others[1], null, 2, 60.25m, 120.5m, [])], [], 120.5m, 120.5m, "Royalty"),
                    new AcceptedReference("Contacts", _ => true, one => one.GetProperty("ContactID").GetString()), Account("REVENUE")),
                new AcceptedWrite("create_journal", "journal_entry", "ManualJournals", (key, others) => new JournalEntryRecord(
                    key, null, "posted", new DateOnly(2026, 3, 2), $"Accrual {key[^12..]}", "USD",
                    [new JournalLine(others[0], "Marketing fund", 100.25m, 0, []), new JournalLine(others[1], "Marketing fund", 0, 100.25m, [])]), Account("EXPENSE"), Account("LIABILITY")),
            ],
        });

        private static AcceptedReference Account(string kind) => new("Accounts", one => one.GetProperty("Class").GetString() == kind, one => one.GetProperty("AccountID").GetString());

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}

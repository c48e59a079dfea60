using System.Text.Json;
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
                new AcceptedWrite("create_invoice", "invoice", "Invoice", (key, others) => new InvoiceRecord(
                    key, "invoice", $"R-{key[^12..]}", "open", new DateOnly(2026, 3, 2), new DateOnly(2026, 4, 1), others[0], null, "USD",
                    [new InvoiceLine("Royalty for February", others[1], null, null, 2, 60.25m, 120.5m, [])], [], 120.5m, 120.5m, "Royalty"), Any("Customer"), Any("Item")),
                new AcceptedWrite("create_payment", "invoice_payment", "Payment", (key, others) => new InvoicePaymentRecord(
                    key, others[0], new DateOnly(2026, 3, 2), "bank", others[1], "USD", 1.25m, null, key[^12..]),
                    new AcceptedReference("Invoice", IsOpen, one => one.GetProperty("Id").GetString()),
                    new AcceptedReference("Invoice", IsOpen, one => one.GetProperty("CustomerRef").GetProperty("value").GetString())),
                new AcceptedWrite("create_journal", "journal_entry", "JournalEntry", (key, others) => new JournalEntryRecord(
                    key, $"J-{key[^12..]}", "posted", new DateOnly(2026, 3, 2), "Accrual", "USD",
                    [new JournalLine(others[0], "Marketing fund", 100.25m, 0, []), new JournalLine(others[1], "Marketing fund", 0, 100.25m, [])]), Account("Expense"), Account("Revenue")),
            ],
        });

        private static AcceptedReference Any(string entity) => new(entity, _ => true, one => one.GetProperty("Id").GetString());

        private static AcceptedReference Account(string kind) => new("Account", one => one.GetProperty("Classification").GetString() == kind, one => one.GetProperty("Id").GetString());

        private static bool IsOpen(JsonElement invoice) => invoice.GetProperty("Balance").GetDecimal() > 10;

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}
